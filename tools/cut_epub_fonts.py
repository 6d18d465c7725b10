"""Cut the faces that an EPUB carries from Noto Serif.

    python tools/cut_epub_fonts.py

Writes ``pipeline/convert/epub/template/fonts/`` as its ``fonts.toml`` says, from the faces that the
PDF is set in. The files are kept, since cutting them takes half a minute and reading them two
milliseconds.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from pipeline.convert.epub.fonts import TEMPLATE, Face, FontSubset, file_name, fonts
from pipeline.convert.pdf.fonts import FOLDER

FEATURES = ("ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "onum", "smcp", "sups")


def main() -> None:
    """Write every part of every face."""
    for face in fonts().faces:
        whole = instance(face)
        for part in fonts().parts:
            cut(whole, part, TEMPLATE / "fonts" / file_name(face, part))


def instance(face: Face) -> bytes:
    """Give ``face`` of the variable font as a font of its own."""
    variable = TTFont(FOLDER / face.file, recalcTimestamp=False)
    axes = {"wdth": 100, "wght": face.weight}
    whole = BytesIO()
    instancer.instantiateVariableFont(variable, axes).save(whole)
    return whole.getvalue()


def cut(whole: bytes, part: FontSubset, target: Path) -> None:
    """Write ``part`` of the font ``whole`` as WOFF2."""
    font = TTFont(BytesIO(whole), recalcTimestamp=False)
    options = subset.Options(flavor="woff2", layout_features=list(FEATURES), hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in part.ranges for c in range(first, last + 1)])
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    main()
