"""The faces that an EPUB carries, and their CSS: parts of Noto Serif, and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from pipeline.book.typeface import Typeface
from pipeline.model.tables import read_table

TEMPLATE = Path(__file__).with_name("template")
FAMILY = "Edition Serif"
_ITALIC, _BOLD = 0x01, 0x20  # bits of fsSelection
_HEAVY = 700


@dataclass(frozen=True, slots=True)
class Face:
    """A face of the family, cut from ``file`` of those that the PDF is set in."""

    name: str
    file: str
    weight: int
    style: str


@dataclass(frozen=True, slots=True)
class FontSubset:
    """A set of characters, as ranges of code points with both ends in it."""

    name: str
    ranges: tuple[tuple[int, int], ...]

    def holds_any(self, characters: frozenset[str]) -> bool:
        """Tell whether any of ``characters`` is in this part."""
        codes = [ord(character) for character in characters]
        return any(first <= code <= last for first, last in self.ranges for code in codes)


@dataclass(frozen=True, slots=True)
class Fonts:
    """What ``fonts.toml`` says."""

    faces: tuple[Face, ...]
    parts: tuple[FontSubset, ...]


@cache
def fonts() -> Fonts:
    """Read ``fonts.toml``."""
    given = read_table(__file__, "template/fonts.toml")
    faces = tuple(Face(name, **face) for name, face in given["faces"].items())
    parts = tuple(
        FontSubset(name, tuple(_range(text) for text in ranges))
        for name, ranges in given["parts"].items()
    )
    return Fonts(faces, parts)


def file_name(face: Face, part: FontSubset) -> str:
    """Give the name of the file that holds ``part`` of ``face``."""
    return f"{face.name}-{part.name}.woff2"


def needed(characters: frozenset[str]) -> Iterator[tuple[Face, FontSubset]]:
    """Yield what a book with ``characters`` needs."""
    for part in fonts().parts:
        if part.holds_any(characters):
            for face in fonts().faces:
                yield face, part


def css(face: Face, part: FontSubset, url: str) -> str:
    """Give the rule that makes a face known."""
    ranges = ", ".join(f"U+{first:X}-{last:X}" for first, last in part.ranges)
    return _rule(face, ranges, url)


def not_ours(characters: frozenset[str]) -> frozenset[str]:
    """Give those of ``characters`` that no part of Noto Serif is for."""
    ranges = [one for part in fonts().parts for one in part.ranges]
    return frozenset(
        one for one in characters if not any(first <= ord(one) <= last for first, last in ranges)
    )


def cut(typeface: Typeface, characters: frozenset[str], url: str) -> tuple[str, bytes]:
    """Give the rules for ``characters`` of a typeface of the edition, and a file with no others.

    The file keeps what the typeface says of itself, its licence too. What is neither bold nor
    slanted stands in for those cuts as well, which a browser would else look for elsewhere.
    """
    from fontTools import subset  # noqa: PLC0415 - 100 ms that few books need
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    options = subset.Options(layout_features=["*"], name_IDs=["*"], name_languages=["*"])
    with TTFont(BytesIO(typeface.data), recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text="".join(characters))
        subsetter.subset(font)
        is_bold, is_italic = (font["OS/2"].fsSelection & bit for bit in (_BOLD, _ITALIC))
        font.flavor = "woff"
        made = BytesIO()
        font.save(made)
    ranges = ", ".join(f"U+{ord(one):X}" for one in sorted(characters))
    ours = [
        one for one in fonts().faces
        if (one.weight == _HEAVY or not is_bold) and (one.style == "italic" or not is_italic)
    ]  # fmt: skip
    return "\n".join(_rule(one, ranges, url) for one in ours), made.getvalue()


def _rule(face: Face, ranges: str, url: str) -> str:
    return (
        "@font-face {\n"
        f'  font-family: "{FAMILY}";\n'
        f"  font-weight: {face.weight};\n"
        f"  font-style: {face.style};\n"
        f'  src: url("{url}");\n'
        f"  unicode-range: {ranges};\n"
        "}\n"
    )


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first, 16), int(last, 16)
