"""Typefaces of an edition's own: read from its folder, and looked at before they are handed on."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any

from pipeline.model.errors import UnreadableFileError, UnusableFileError
from pipeline.system import reading

# Bits of fsType in the table OS/2 (ISO/IEC 14496-22, 5.2.7): what the maker lets one embed.
_EDITABLE, _RESTRICTED = 0x0008, 0x0006
_NO_SUBSETTING, _BITMAPS_ONLY = 0x0100, 0x0200
# Twice the characters there are: a face has one table for all, and small ones for older programs.
_MOST_CODES = 2 * 0x110000
# What Typst must find to take a file for a typeface.
_NEEDED = ("head", "hhea", "maxp")
# Numbers of texts in the table "name": the notice of copyright, the licence, and its address.
_LICENCE = (0, 13, 14)
_POSTSCRIPT_NAME = 6


@dataclass(frozen=True, slots=True)
class Typeface:
    """A file of a typeface: ``characters`` are those it has, ``licence`` is what it says of it."""

    data: bytes = field(repr=False)
    suffix: str
    family: str
    characters: str = field(repr=False)
    licence: str = ""

    @property
    def digest(self) -> str:
        """What tells the file from others."""
        return hashlib.sha256(self.data).hexdigest()[:16]


def read_typeface(path: Path) -> Typeface:
    """Read a font in the form of OpenType that may be embedded; raises UnusableFileError."""
    try:
        data = reading.read(path, reading.TYPEFACE)
    except UnreadableFileError as error:
        raise UnusableFileError(path, error.fault, "give the typeface itself") from error
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - 40 ms that few editions need

    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            _check_readable(font)
            may_be_embedded, names = _may_be_embedded(font["OS/2"].fsType), font["name"]
            family = _family(names)
            licence = "\n".join(filter(None, map(names.getDebugName, _LICENCE)))
            check_characters(font.reader["cmap"])
            characters = "".join(map(chr, sorted(font.getBestCmap())))
    except Exception as error:  # what the library raises on a damaged file is of many kinds
        fault, hint = "it is no whole typeface", "save it anew as an OpenType font, .ttf or .otf"
        raise UnusableFileError(path, fault, hint) from error
    if not may_be_embedded:
        hint = "ask its maker for one that may be embedded, or take one with a free licence"
        raise UnusableFileError(path, "its maker does not let it be embedded (fsType)", hint)
    return Typeface(data, path.suffix, family, characters, licence)


def own_characters(typefaces: Iterable[Typeface]) -> frozenset[str]:
    """Give the characters that can be set with ``typefaces``: those that all cuts of one have."""
    families: dict[str, set[str]] = {}
    for one in typefaces:
        has = set(one.characters)
        families[one.family] = families.get(one.family, has) & has
    return frozenset().union(*families.values())


def _check_readable(font: Any) -> None:  # noqa: ANN401 - the library has no types
    """Raise an error for what Typst passes over: a font packed for the web, or one with gaps."""
    if font.flavor is not None:
        raise ValueError("it is packed")
    for name in _NEEDED:
        font[name]


def _may_be_embedded(bits: int) -> bool:
    restricted = bits & _RESTRICTED and not bits & _EDITABLE
    return not restricted and not bits & (_NO_SUBSETTING | _BITMAPS_ONLY)


def _family(names: Any) -> str:  # noqa: ANN401 - the library has no types
    """Give the name of the family; Typst passes over what has none, or none for PostScript."""
    family = names.getBestFamilyName()
    if not family or not names.getDebugName(_POSTSCRIPT_NAME):
        raise ValueError("it has no name")
    return str(family)


def check_characters(table: bytes) -> None:
    """Raise ValueError for a table "cmap" that takes all memory or time: codes over and over."""
    (count,) = struct.unpack_from(">H", table, 2)
    places = {place for _, _, place in struct.iter_unpack(">HHL", table[4 : 4 + 8 * count])}
    ranges = (one for place in places for one in _ranges(table, place))
    for codes in accumulate(max(last - first + 1, 1) for first, last in ranges):
        if codes > _MOST_CODES:
            raise ValueError("the table of characters names more than there are")


def _ranges(table: bytes, place: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the subtable at ``place``, where its format has such (5.2.1.3)."""
    (format_,) = struct.unpack_from(">H", table, place)
    if format_ == 4:  # noqa: PLR2004 - the number of a format, as below
        count = struct.unpack_from(">H", table, place + 6)[0] // 2
        lasts = struct.unpack_from(f">{count}H", table, place + 14)
        firsts = struct.unpack_from(f">{count}H", table, place + 16 + 2 * count)
        yield from zip(firsts, lasts, strict=True)
    elif format_ in (12, 13):
        (count,) = struct.unpack_from(">L", table, place + 12)
        groups = struct.iter_unpack(">LLL", table[place + 16 : place + 16 + 12 * count])
        yield from ((first, last) for first, last, _ in groups)
