"""Typefaces made for tests: a box for each character."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from pipeline.book.typeface import Typeface, read_typeface

LICENCE = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
_BEFORE = 3_000_000_000  # in seconds since 1904


def font(
    characters: str, embedding: int = 0, family: str = "Boxes", style: str = "Regular"
) -> bytes:
    """Make a font of boxes; ``embedding`` is the fsType of its table OS/2."""
    pen = TTGlyphPen(None)
    for move, *point in ((pen.moveTo, 50, 0), (pen.lineTo, 50, 700), (pen.lineTo, 450, 700)):
        move(tuple(point))
    pen.closePath()
    box = pen.glyph()
    names = [".notdef", *(f"u{ord(one):04X}" for one in characters)]
    builder = FontBuilder(1000)
    builder.updateHead(created=_BEFORE, modified=_BEFORE)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): f"u{ord(one):04X}" for one in characters})
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    slanted, bold = 0x01 * ("Italic" in style), 0x20 * ("Bold" in style)
    builder.setupOS2(
        fsType=embedding, fsSelection=slanted | bold, usWeightClass=700 if bold else 400
    )
    builder.setupNameTable(
        {
            "familyName": family,
            "styleName": style,
            "psName": f"{family}-{style}",
            "licenseDescription": LICENCE,
        }
    )
    builder.setupPost(italicAngle=-12 if slanted else 0)
    made = BytesIO()
    builder.save(made)
    return made.getvalue()


def typeface(folder: Path, characters: str) -> Typeface:
    """Make a typeface and read it."""
    path = folder / "boxes.ttf"
    path.write_bytes(font(characters))
    return read_typeface(path)
