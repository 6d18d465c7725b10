"""The faces that an EPUB carries: which parts of Noto Serif a book needs, and their CSS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.model.tables import read_table

TEMPLATE = Path(__file__).with_name("template")
FAMILY = "Edition Serif"


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
