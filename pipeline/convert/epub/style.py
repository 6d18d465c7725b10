"""The style sheets of an EPUB: ours with the faces that a book needs, and the edition's own."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pipeline.book.style_file import read_style
from pipeline.convert.epub import fonts
from pipeline.convert.epub.fonts import TEMPLATE
from pipeline.errors import UnusableFileError

STYLESHEET = "edition.css"
OWN = "own.css"
BOTH = (STYLESHEET, OWN)
LICENCE = "fonts/OFL.txt"

# What would fetch a file, from the web or from beside the book, and what EPUB forbids (EPUB 3.3,
# section 6.3.1.2). Comments and strings are looked at like the rest, since what counts as one is
# a reader's decision.
_FORBIDDEN = (
    (re.compile(r"@import\b"), "@import"),
    (re.compile(r"@namespace\b"), "@namespace"),
    (re.compile(r"\b(?:url|src)\((?![ \t\r\n\f]?[\"']?data:)"), "url() with anything but data:"),
    (re.compile(r"image-set\(|\bimage\(|cross-fade\("), "image-set(), image() or cross-fade()"),
    (re.compile(r"(?<![a-z-])(?:direction|unicode-bidi)[ \t\r\n\f]*(?::|/\*)"),
     "direction or unicode-bidi"),
)  # fmt: skip
_HINT = "take it out, or write a picture or a face into the style sheet as data:"
_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\r\n\f]?|([^\r\n\f]))")


def files(characters: frozenset[str], own: Path | None) -> dict[str, bytes]:
    """Give the style sheets by name, the faces that ``characters`` need, and their licence.

    ``own`` is the edition's sheet, which comes after ours. Raises UnusableFileError where it
    cannot be used.
    """
    rules: list[str] = []
    found: dict[str, bytes] = {}
    for face, part in fonts.needed(characters):
        path = f"fonts/{fonts.file_name(face, part)}"
        rules.append(fonts.css(face, part, path))
        found[path] = (TEMPLATE / path).read_bytes()
    rules.append((TEMPLATE / STYLESHEET).read_text("utf-8"))
    sheets = {STYLESHEET: "\n".join(rules).encode()}
    if own is not None:
        sheets[OWN] = own_sheet(own)
    return {**sheets, **found, LICENCE: (TEMPLATE / LICENCE).read_bytes()}


def own_sheet(path: Path) -> bytes:
    """Read the edition's own sheet, which may fetch nothing: a book holds all that it shows.

    It is held to the same for EPUB and HTML. Raises UnusableFileError.
    """
    data = read_style(path)
    # A line end is one character of CSS (Syntax Level 3, 3.3), and one may belong to an escape.
    text = data.decode("utf-8").replace("\r\n", "\n")
    plain = _ESCAPE.sub(_unescaped, text).lower()
    for pattern, name in _FORBIDDEN:
        found = pattern.search(plain)
        if found is not None:
            line = plain.count("\n", 0, found.start()) + 1
            fault = f"{name} cannot stand in the style sheet of an edition"
            raise UnusableFileError(path, fault, _HINT, line)
    return data


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else 0
    # An escaped line end would make the lines that are counted others than those of the file.
    character = chr(code) if 0 < code <= sys.maxunicode else found[2] or "\ufffd"
    return " " if character == "\n" else character
