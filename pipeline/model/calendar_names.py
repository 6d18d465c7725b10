"""The names of months and weekdays in the languages that are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from pipeline.model.tables import read_table

CalendarNames: TypeAlias = Mapping[str, Mapping[str, Sequence[Sequence[str]]]]


@cache
def calendar_names() -> CalendarNames:
    """Give for each language the forms of each of the ``months`` and ``weekdays``."""
    return read_table(__file__, "calendar_names.toml")


@cache
def month_numbers() -> Mapping[str, int]:
    """Give the number of each month by its names in small letters, of all languages together."""
    return {
        form: number
        for table in calendar_names().values()
        for number, forms in enumerate(table["months"], 1)
        for form in forms
    }
