"""The style sheets of an EPUB: ours with the faces that a book needs, and the edition's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.book.typeface import Typeface
from pipeline.convert.epub import fonts
from pipeline.convert.epub.fonts import TEMPLATE
from pipeline.convert.own_css import own_sheet

STYLESHEET = "edition.css"
OWN = "own.css"
BOTH = (STYLESHEET, OWN)
LICENCE = "fonts/OFL.txt"


def files(
    characters: frozenset[str], own: Path | None, typefaces: Iterable[Typeface] = ()
) -> dict[str, bytes]:
    """Give the style sheets by name, the faces that ``characters`` need, and their licences.

    ``own`` is the edition's sheet, which comes after ours, ``typefaces`` are for what ours do not
    have. Raises UnusableFileError where the sheet cannot be used.
    """
    rules: list[str] = []
    found: dict[str, bytes] = {}
    for face, part in fonts.needed(characters):
        path = f"fonts/{fonts.file_name(face, part)}"
        rules.append(fonts.css(face, part, path))
        found[path] = (TEMPLATE / path).read_bytes()
    for place, typeface in enumerate(typefaces, 1):
        if has := fonts.not_ours(characters).intersection(typeface.characters):
            path = f"fonts/own-{place}.woff"
            rule, found[path] = fonts.cut(typeface, has, path)
            rules.append(rule)
            found[f"fonts/own-{place}.txt"] = f"{typeface.family}\n{typeface.licence}\n".encode()
    rules.append((TEMPLATE / STYLESHEET).read_text("utf-8"))
    sheets = {STYLESHEET: "\n".join(rules).encode()}
    if own is not None:
        sheets[OWN] = own_sheet(own)
    return {**sheets, **found, LICENCE: (TEMPLATE / LICENCE).read_bytes()}
