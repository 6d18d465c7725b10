"""The faces the PDF is set in, and the characters they have.

The text face is Noto Serif, whose files and licence lie in ``faces/``. Symbols that it lacks, as
``║`` for the mark of a note, come from the face DejaVu Sans Mono that Typst has inside it. No face
of the machine is ever used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import typst

from pipeline.book.everyday import EVERYDAY
from pipeline.model.tables import read_table

FOLDER = Path(__file__).with_name("faces")
TEXT_FACE = "Noto Serif"
SYMBOL_FACE = "DejaVu Sans Mono"


def _symbols() -> Iterator[str]:
    """Give what the face for symbols has; Typst does not tell."""
    for one in read_table(__file__, "symbols.toml")["ranges"]:
        first, _, last = one.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


SYMBOLS = frozenset(_symbols())

# Signs that are obeyed and not shown: they have text run from right to left, or end a line. What
# the PDF then says that it holds is not the text.
OBEYED = frozenset("\u200f\u202b\u202e\u2067\u2028\u2029")


@cache
def covered() -> frozenset[str]:
    """Give the characters that the text face has, roman and italic, and can be set as they are."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - 40 ms that few texts need

    cmaps = []
    for file in sorted(FOLDER.glob("*.ttf")):
        with TTFont(file, lazy=True) as face:
            cmaps.append(set(face.getBestCmap()))
    return frozenset(map(chr, set.intersection(*cmaps))) - OBEYED


@cache
def advances() -> dict[str, float]:
    """Give how wide each character of the upright face is, in parts of the size of the type."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    (file,) = (one for one in FOLDER.glob("*.ttf") if "Italic" not in one.name)
    with TTFont(file, lazy=True) as face:
        widths, em = face["hmtx"].metrics, face["head"].unitsPerEm
        return {chr(code): widths[name][0] / em for code, name in face.getBestCmap().items()}


def symbols(characters: frozenset[str]) -> frozenset[str]:
    """Give those of ``characters`` that only the face for symbols has."""
    rest = characters & SYMBOLS
    return rest - covered() if rest else rest


def not_covered(characters: frozenset[str]) -> frozenset[str]:
    """Give those of ``characters`` that cannot be set."""
    rest = characters - EVERYDAY - SYMBOLS
    return rest - covered() if rest else rest


def names(characters: frozenset[str]) -> tuple[str, ...]:
    """Give the names of the faces that ``characters`` need."""
    return (TEXT_FACE, SYMBOL_FACE) if symbols(characters) else (TEXT_FACE,)


def faces(names: Collection[str]) -> typst.Fonts:
    """Give the faces of these names; those inside Typst only if needed: they take 150 ms."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=SYMBOL_FACE in names,
        font_paths=[FOLDER],
    )
