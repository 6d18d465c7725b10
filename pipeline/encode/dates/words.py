"""The words of dates in the languages that are read, from the tables of this folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeAlias

from pipeline.model.calendar_names import calendar_names, month_numbers
from pipeline.model.tables import read_table

Phrases: TypeAlias = frozenset[tuple[str, ...]]

# Where the month comes before the day in figures alone; for English of no country it is not known.
_MONTH_FIRST = frozenset({"en-us", "en-ph"})
_UNDECIDED = frozenset({"en"})


@dataclass(frozen=True, slots=True)
class DateWords:
    """What is written in and around dates, in all languages together.

    The keys of ``words.toml`` say what each is. Datelines often are in another language than their
    document, and the names of months hardly ever mean two things.
    """

    months: Mapping[str, int]
    weekdays: frozenset[str]
    hours: Mapping[str, str]
    clock: frozenset[str]
    leading: frozenset[str]
    inside: frozenset[str]
    before_day: frozenset[str]
    ordinals: frozenset[str]
    joining: frozenset[str]
    either: frozenset[str]
    not_own: frozenset[str]
    written: frozenset[str]
    before: Phrases
    after: Phrases
    about: Phrases
    between: Phrases
    old_style: Phrases
    new_style: Phrases
    from_march: Phrases


@dataclass(frozen=True, slots=True)
class RepublicanWords:
    """The words of the calendar of the French Republic; ``begins`` are the first days of years."""

    months: Mapping[str, int]
    year: frozenset[str]
    before_month: frozenset[str]
    numbers: Mapping[str, int]
    begins: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class RomanWords:
    """The names of the days from which a Roman month is counted back."""

    kalends: frozenset[str]
    nones: frozenset[str]
    ides: frozenset[str]
    eve: frozenset[str]
    unsure: frozenset[str]


@cache
def words_before_place(language: str) -> frozenset[str]:
    """Give what stands before a place and is no part of it, in a document of a language."""
    own = read_table(__file__, "words.toml").get(language.partition("-")[0].lower(), {})
    return date_words().written | frozenset(own.get("from_place", ()))


@cache
def date_words() -> DateWords:
    """Read the words of all languages."""
    tables = read_table(__file__, "words.toml")
    months = dict(month_numbers())
    for table in tables.values():
        for number, forms in table.get("months", {}).items():
            months |= dict.fromkeys(forms, int(number))
    days = (table["weekdays"] for table in calendar_names().values())
    weekdays = (form for names in days for forms in names for form in forms)

    def words(key: str) -> frozenset[str]:
        return frozenset(word for table in tables.values() for word in table.get(key, ()))

    def phrases(key: str) -> Phrases:
        return frozenset(tuple(phrase.split(" ")) for phrase in words(key))

    return DateWords(
        months=months,
        weekdays=frozenset(word for name in weekdays for word in name.split(" ")),
        hours={word: at for one in tables.values() for word, at in one.get("hours", {}).items()},
        clock=words("clock"),
        leading=words("leading"),
        inside=words("inside"),
        before_day=words("before_day"),
        ordinals=words("ordinals"),
        joining=words("joining"),
        either=words("either"),
        not_own=words("not_own"),
        written=words("written"),
        before=phrases("before"),
        after=phrases("after"),
        about=phrases("about"),
        between=phrases("between"),
        old_style=phrases("old_style"),
        new_style=phrases("new_style"),
        from_march=phrases("from_march"),
    )


@cache
def republican_words() -> RepublicanWords:
    """Read the words of the calendar of the French Republic."""
    table = read_table(__file__, "calendars.toml")["republican"]
    return RepublicanWords(
        _numbered(table["months"]),
        frozenset(table["year"]),
        frozenset(table["before_month"]),
        _numbered([name] for name in table["numbers"]),
        tuple(table["begins"]),
    )


@cache
def roman_words() -> RomanWords:
    """Read the words of the Roman calendar."""
    table = read_table(__file__, "calendars.toml")["roman"]
    return RomanWords(**{key: frozenset(forms) for key, forms in table.items()})


def day_first(language: str) -> bool | None:
    """Tell whether ``3/5/1921`` is a day of May in a language; None where it may be either."""
    tag = language.lower()
    if tag in _UNDECIDED:
        return None
    return not any(tag == one or tag.startswith(f"{one}-") for one in _MONTH_FIRST)


def _numbered(rows: Iterable[Iterable[str]]) -> dict[str, int]:
    return {name: number for number, names in enumerate(rows, 1) for name in names}
