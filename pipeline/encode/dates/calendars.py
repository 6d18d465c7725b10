"""Days of other calendars in the Gregorian one, which the values of TEI are in."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final, Literal, TypeAlias

from pipeline.encode.dates.words import republican_words

Calendar: TypeAlias = Literal["julian", "gregorian", "frenchRepublican"]
JULIAN: Final = "julian"
GREGORIAN: Final = "gregorian"
REPUBLICAN: Final = "frenchRepublican"

# Days between the Julian and the Gregorian calendar since 1582.
GAPS = range(10, 14)

_MONTH_OF_REPUBLIC = 30
_FEBRUARY = 2
# The day that a leap year counts twice is a. d. VI Kal. Mart.
_TWICE = 6
# In these months the Nones are the 7th and the Ides the 15th.
_LATE_MONTHS = frozenset({3, 5, 7, 10})


def of_julian(year: int, month: int, day: int) -> dt.date | None:
    """Give the day of the Gregorian calendar; None where the Julian one has no such day."""
    is_long = month == _FEBRUARY and year % 4 == 0
    length = 29 if is_long else calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        return None
    # The gap grows on the leap days that the Gregorian calendar leaves out.
    century = (year if month > _FEBRUARY else year - 1) // 100
    gap = century - century // 4 - 2
    return dt.date(year, month, 1) + dt.timedelta(days=day - 1 + gap)


def of_republic(year: int, month: int, day: int) -> dt.date | None:
    """Give the day of the calendar of the French Republic; None where it has no such day.

    ``month`` 13 holds the days at the end of the year.
    """
    begins = republican_words().begins
    if not (1 <= year <= len(begins) and 1 <= day <= _MONTH_OF_REPUBLIC):
        return None
    found = begins[year - 1] + dt.timedelta(days=(month - 1) * _MONTH_OF_REPUBLIC + day - 1)
    return None if year < len(begins) and found >= begins[year] else found


def of_rome(month: int, counted_from: str, back: int, year: int) -> dt.date | None:
    """Give the day that a Roman writes as so many days before one of three days of ``month``.

    ``counted_from`` is ``kalends``, ``nones`` or ``ides``; that day itself is the first of those
    counted, so ``back`` is 1 for it and 2 for its eve. Days before the Kalends of January are those
    of the year before.
    """
    late = month in _LATE_MONTHS
    anchor = {"kalends": 1, "nones": 7 if late else 5, "ides": 15 if late else 13}[counted_from]
    in_leap_february = (
        counted_from == "kalends" and month == _FEBRUARY + 1 and calendar.isleap(year)
    )
    if in_leap_february and back > _TWICE:
        back += 1
    return dt.date(year, month, anchor) - dt.timedelta(days=back - 1)
