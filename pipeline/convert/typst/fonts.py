"""The text face, Noto Serif from the package fontpkg-noto-serif, and what it covers."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pipeline.errors import MissingProgramError

# Characters that are in every version of the face; a text of these needs no look into the files.
EVERYDAY = frozenset(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180)])
) | frozenset("‐–—‘’‚“”„†‡•…")


@cache
def folder() -> Path:
    """Find the folder with the font files."""
    spec = find_spec("fontpkg_noto_serif")
    for place in (spec.submodule_search_locations if spec else None) or ():
        files = Path(place, "files").resolve()
        if any(files.glob("*.ttf")):
            return files
    raise MissingProgramError(
        "the text face is missing: install the package fontpkg-noto-serif into this environment"
    )


@cache
def covered() -> frozenset[str]:
    """Give the characters that the face has, roman and italic."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - 40 ms that few texts need

    cmaps = [TTFont(file, lazy=True).getBestCmap() for file in sorted(folder().glob("*.ttf"))]
    return frozenset(map(chr, set.intersection(*map(set, cmaps))))


def not_covered(characters: frozenset[str]) -> frozenset[str]:
    """Give those of ``characters`` that cannot be set."""
    rest = characters - EVERYDAY
    return rest - covered() if rest else rest
