"""Ids of the volumes of a series: their years, numbers and parts."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.encode.references.marks import CitedVolume
from pipeline.encode.references.settings import Era, ReferenceSettings

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_WELL_FORMED = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")


def roman_value(numeral: str) -> int | None:
    """Give the value of a roman numeral below 100, in large or small letters."""
    lower = numeral.lower()
    if not lower or _WELL_FORMED.fullmatch(lower) is None:
        return None
    values = [_ROMAN[letter] for letter in lower]
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )


def years_of(first: str, last: str) -> str | None:
    """Write a stretch of years as in volume ids: 1955 and 1957, or 57, as ``1955-57``.

    None where the second is no such year: a word may follow the dash, or figures of another form.
    """
    if not (last.isascii() and last.isdecimal()):
        return None
    end = first[: len(first) - len(last)] + last if len(last) == len("57") else last
    if len(end) != len(first) or int(end) <= int(first):
        return None
    return f"{first}-{end[-2:]}"


@lru_cache(maxsize=256)
def own_volume(edition: str, settings: ReferenceSettings) -> CitedVolume | None:
    """Read the id of an edition, or None where it is no volume of the series."""
    match = re.fullmatch(settings.prefix + settings.edition, edition, re.ASCII)
    if match is None:
        return None
    years, name = match["years"], match["name"]
    full = f"{years}{name}" if name else ""
    return CitedVolume(years, match["number"] or "", match["part"] or "", full)


def era_of(volume: CitedVolume | None, settings: ReferenceSettings) -> Era:
    """Find the customs of the time that a volume covers."""
    if volume is None:
        return settings.eras[-1]
    first, _, last = volume.years.partition("-")
    year = int(first[:2] + last) if last else int(first)
    return next(era for era in settings.eras if year <= era.through)
