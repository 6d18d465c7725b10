"""The grammar of dates: reads the words of a dateline or heading.

    date    = day [hours] | day joint (day | NUMBER year)
    day     = MONTH [NUMBER] [year] | NUMBER ["of"] MONTH [year]
    joint   = "–" | "/" | "and" | …
    hours   = CLOCK ("a.m." | "p.m." | "Z" | "hours") | "noon" | "midnight"

Brackets and question marks, which the editors add, are passed over. A day in two calendars, the
Julian before the Gregorian, has the value of the Gregorian.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.encode.dates.clock import full_hours, twelve_hours
from pipeline.encode.dates.marks import DateMark, DateSettings
from pipeline.model.document import Span

_TOKEN = re.compile(
    r"(?P<clock>[0-9]{1,2}[:.][0-9]{2}(?![0-9]))"
    r"|(?P<number>[0-9]+)"
    r"|(?P<meridian>[AaPp]\. ?[Mm]\b\.?|[AaPp][Mm]\b)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<mark>[^ \t\n\[\]()?*])"
)
_DASHES = frozenset("-‐‑‒–—―/")
_STOPS = frozenset(",.;:")
_YEARS = range(1000, 2200)
# Days between the Julian and the Gregorian calendar since 1582: "October 25/November 7, 1917".
_CALENDAR_GAPS = range(10, 14)


@dataclass(frozen=True, slots=True)
class _DateToken:
    kind: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, or a month where ``day`` is None; what is missing may follow later in the text."""

    month: int
    day: int | None
    year: int | None

    @property
    def date(self) -> dt.date | None:
        if self.year is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def value(self) -> str | None:
        if self.day is None and self.year is not None:
            return f"{self.year:04}-{self.month:02}"
        return None if self.date is None else self.date.isoformat()


class DateReader:
    """The words of a text and what is read from each place in them.

    Each method that reads takes an index and gives a value with the index after it, or None.
    """

    def __init__(self, text: str, settings: DateSettings) -> None:
        self.settings = settings
        self.tokens = [
            _DateToken(str(match.lastgroup), match.group(), match.span())
            for match in _TOKEN.finditer(text)
        ]

    def dates(self) -> Iterator[DateMark]:
        """Yield the dates of the text in their order."""
        index = 0
        while index < len(self.tokens):
            found = self._date(index)
            if found is None:
                index += 1
                continue
            mark, after = found
            if not self._is_not_own(index):
                yield mark
            index = after

    def only_hours_after(self, offset: int) -> bool:
        """Tell whether nothing but times of day follows, as ``4:45–6 p.m.``."""
        return all(
            token.kind != "word" or token.text == "Z" or token.text.lower() in self.settings.hours
            for token in self.tokens
            if token.span[0] >= offset
        )

    def _is_not_own(self, index: int) -> bool:
        before = self.tokens[max(0, index - 3) : index]
        return any(token.text.lower() in self.settings.not_own for token in before)

    def _date(self, index: int) -> tuple[DateMark, int] | None:
        first = self._day(index)
        if first is None:
            return None
        day, after = first
        last = self._stretch_end(day, after)
        if last is not None:
            return self._stretch(index, after, day, *last)
        if day.value is None:
            return None
        when = day.value
        hours = self._hours(after) if day.day is not None else None
        if hours is not None:
            time, after = hours
            if day.year is not None and day.year > self.settings.zone_through:
                time = time.removesuffix("Z")
            when += f"T{time}"
        return DateMark(self._span(index, after), when=when), after

    def _stretch(
        self, index: int, joint: int, first: _Day, last: _Day, after: int
    ) -> tuple[DateMark, int] | None:
        end = last.date
        begin = replace(first, year=first.year or last.year).date
        if begin is not None and end is not None and begin > end and first.year is None:
            begin = replace(first, year=end.year - 1).date
        if begin is None or end is None or begin > end:
            return None
        span = self._span(index, after)
        is_one_day = self.tokens[joint].text == "/" and (end - begin).days in _CALENDAR_GAPS
        if is_one_day:
            return DateMark(span, when=end.isoformat()), after
        return DateMark(span, from_=begin.isoformat(), to=end.isoformat()), after

    def _span(self, index: int, after: int) -> Span:
        return self.tokens[index].span[0], self.tokens[after - 1].span[1]

    def _stretch_end(self, first: _Day, index: int) -> tuple[_Day, int] | None:
        """Read ``–21, 1957`` or ``–October 2, 1957`` after the day that it begins with."""
        if not self._joins(index) or first.day is None:
            return None
        last = self._day(index + 1)
        if last is not None and last[0].day is not None and last[0].year is not None:
            return last
        day = self._number(index + 1, range(1, 32))
        if day is None or first.year is not None:
            return None
        year = self._year(self._over_stops(day[1]))
        if year is None:
            return None
        return _Day(first.month, day[0], year[0]), year[1]

    def _joins(self, index: int) -> bool:
        token = self._at(index)
        return token is not None and (
            token.text in _DASHES or token.text.lower() in self.settings.joining
        )

    def _day(self, index: int) -> tuple[_Day, int] | None:
        return self._month_first(index) or self._day_first(index)

    def _month_first(self, index: int) -> tuple[_Day, int] | None:
        month = self._month(index)
        if month is None:
            return None
        number, after = month
        day = self._number(self._over_stops(after), range(1, 32))
        if day is None:
            year = self._year(self._over_stops(after))
            return None if year is None else (_Day(number, None, year[0]), year[1])
        after = self._over_ordinal(day[1])
        year = self._year(self._over_stops(after))
        if year is None:
            return _Day(number, day[0], None), after
        return _Day(number, day[0], year[0]), year[1]

    def _day_first(self, index: int) -> tuple[_Day, int] | None:
        day = self._number(index, range(1, 32))
        if day is None:
            return None
        month = self._month(self._over_between(self._over_ordinal(day[1])))
        if month is None:
            return None
        year = self._year(self._over_between(self._over_stops(month[1])))
        if year is None:
            return _Day(month[0], day[0], None), month[1]
        return _Day(month[0], day[0], year[0]), year[1]

    def _month(self, index: int) -> tuple[int, int] | None:
        token = self._at(index)
        if token is None or token.kind != "word":
            return None
        number = self.settings.months.get(token.text.lower())
        if number is None:
            return None
        after = self._at(index + 1)
        return number, index + (2 if after is not None and after.text == "." else 1)

    def _number(self, index: int, allowed: range) -> tuple[int, int] | None:
        token = self._at(index)
        if token is None or token.kind != "number" or len(token.text) > len("2199"):
            return None
        value = int(token.text)
        return (value, index + 1) if value in allowed else None

    def _year(self, index: int) -> tuple[int, int] | None:
        return self._number(index, _YEARS)

    def _hours(self, index: int) -> tuple[str, int] | None:
        """Read a time of day; a stretch of time is none, and the date ends before it."""
        time = self._time(self._over_between(self._over_separators(index)))
        if time is None or (self._joins(time[1]) and self._time(time[1] + 1) is not None):
            return None
        return time

    def _time(self, index: int) -> tuple[str, int] | None:
        token = self._at(index)
        if token is None:
            return None
        named = self.settings.hours.get(token.text.lower())
        if named is not None:
            return f"{named}:00", index + 1
        follower = self._at(index + 1)
        if token.kind not in {"clock", "number"} or follower is None:
            return None
        if token.text == "12" and follower.text.lower() in self.settings.hours:
            return self._time(index + 1)
        if follower.kind == "meridian":
            time = twelve_hours(token.text, follower.text)
            return None if time is None else (time, index + 2)
        if follower.text in {"Z", "hours", "GMT"}:
            time = full_hours(token.text, "" if follower.text == "hours" else "Z")
            return None if time is None else (time, index + 2)
        return None

    def _over_stops(self, index: int) -> int:
        return self._over(index, _STOPS)

    def _over_separators(self, index: int) -> int:
        return self._over(index, _STOPS | _DASHES)

    def _over_between(self, index: int) -> int:
        return self._over(index, self.settings.between)

    def _over_ordinal(self, index: int) -> int:
        return index + 1 if self._over(index, self.settings.ordinals) > index else index

    def _over(self, index: int, words: frozenset[str]) -> int:
        while index < len(self.tokens) and self.tokens[index].text.lower() in words:
            index += 1
        return index

    def _at(self, index: int) -> _DateToken | None:
        return self.tokens[index] if index < len(self.tokens) else None
