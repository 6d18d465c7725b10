"""Ids of the volumes of a series: their years, numbers and parts."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.encode.references.marks import CitedVolume
from pipeline.encode.references.settings import Era, ReferenceSettings
from pipeline.model.numerals import roman_value

_MOST_VOLUMES = 99


def volume_number(numeral: str) -> int | None:
    """Give the value of a Roman numeral that may number a volume."""
    value = roman_value(numeral)
    return value if value is not None and value <= _MOST_VOLUMES else None


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
