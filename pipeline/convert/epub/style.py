"""The style sheets of an EPUB: ours with the faces that a book needs, and the edition's own."""

from __future__ import annotations

from pathlib import Path

from pipeline.convert.epub import fonts
from pipeline.convert.epub.fonts import TEMPLATE
from pipeline.convert.own_css import own_sheet

STYLESHEET = "edition.css"
OWN = "own.css"
BOTH = (STYLESHEET, OWN)
LICENCE = "fonts/OFL.txt"


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
