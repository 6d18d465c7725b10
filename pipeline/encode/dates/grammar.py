"""The grammar of dates: reads the words of a dateline or heading.

    date    = "between" day joint day | ("before" | "after") day | ["about"] stretch | day [hours]
    stretch = day joint (day | NUMBER year) | NUMBER joint day
    joint   = "–" | "/" | "and" | …
    hours   = CLOCK ("a.m." | "p.m." | "Z" | "hours") | "noon" | "midnight"

Brackets, which the editors add, are passed over; a question mark makes a date doubtful. A day in
two calendars, the Julian before the Gregorian, has the value of the Gregorian.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.encode.dates.calendars import GAPS, GREGORIAN, JULIAN
from pipeline.encode.dates.days import DAYS, Day, DayReader
from pipeline.encode.dates.marks import DateMark, DateSettings
from pipeline.encode.dates.tokens import DASHES, STOPS, tokens_of
from pipeline.encode.dates.words import date_words

_TWO_CALENDARS = (JULIAN, GREGORIAN)
_LOW = "low"


class DateReader(DayReader):
    """Reads the dates of one line.

    ``near`` gives a date that the line most likely repeats, as that of the heading; a year that
    the line leaves out is taken from it.
    """

    def __init__(
        self,
        text: str,
        settings: DateSettings,
        language: str,
        near: Callable[[], dt.date | None] = lambda: None,
    ) -> None:
        super().__init__(tokens_of(text), date_words(), language)
        self.near = near
        self.not_own = settings.not_own | self.words.not_own
        self.zone_through = settings.zone_through

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
                yield self._with_doubt(mark, index, after)
            index = after

    def only_hours_after(self, offset: int) -> bool:
        """Tell whether nothing but times of day follows, as ``4:45–6 p.m.``."""
        return all(
            token.kind != "word" or token.text == "Z" or token.key in self.words.hours
            for token in self.tokens
            if token.span[0] >= offset
        )

    def _is_not_own(self, index: int) -> bool:
        before = self.tokens[max(0, index - 3) : index]
        return any(token.key in self.not_own for token in before)

    def _with_doubt(self, mark: DateMark, index: int, after: int) -> DateMark:
        return replace(mark, cert=_LOW) if self.is_doubted(index, after) else mark

    def _date(self, index: int) -> tuple[DateMark, int] | None:
        if self.tokens[index].kind == "word":
            limited = self._limited(index) or self._about(index)
            if limited is not None:
                return limited
        return self._stretch_from_number(index) or self._plain(index)

    def _limited(self, index: int) -> tuple[DateMark, int] | None:
        """Read ``between`` two days, ``before`` or ``after`` one."""
        between = self.phrase(index, self.words.between)
        if between is not None:
            return self._between(index, between)
        for phrases, is_before in ((self.words.before, True), (self.words.after, False)):
            at_day = self.phrase(index, phrases)
            if at_day is None:
                continue
            found = self._whole_day(self.over(at_day, self.words.leading))
            if found is not None:
                span, value = self.span(index, found[1]), found[0].value
                if is_before:
                    return DateMark(span, not_after=value), found[1]
                return DateMark(span, not_before=value), found[1]
        return None

    def _between(self, index: int, at_first: int) -> tuple[DateMark, int] | None:
        found = self._stretch_from_number(at_first) or self._plain(at_first)
        if found is None or found[0].from_ is None:
            return None
        mark, after = found
        span = self.span(index, after)
        return DateMark(span, not_before=mark.from_, not_after=mark.to), after

    def _about(self, index: int) -> tuple[DateMark, int] | None:
        at_day = self.phrase(index, self.words.about)
        if at_day is None:
            return None
        at_day = self.over(at_day, self.words.leading)
        if at_day >= len(self.tokens):
            return None
        found = self._stretch_from_number(at_day) or self._plain(at_day)
        if found is None:
            return None
        return replace(found[0], span=self.span(index, found[1]), cert=_LOW), found[1]

    def _whole_day(self, index: int) -> tuple[Day, int] | None:
        found = self.day(index)
        if found is None:
            return None
        day = found[0].completed(self.near)
        return None if day.value is None else (day, found[1])

    def _plain(self, index: int) -> tuple[DateMark, int] | None:
        first = self.day(index)
        if first is None:
            return None
        day, after = first
        last = self._stretch_end(day, after)
        if last is not None:
            return self._stretch(index, after, day, *last)
        day = day.completed(self.near)
        if day.value is None:
            return None
        if day.other_year is not None:
            return self._of_two_years(day, index, after)
        when = day.value
        hours = self._hours(after) if day.day is not None else None
        if hours is not None:
            time, after = hours
            if day.year is not None and day.year > self.zone_through:
                time = time.removesuffix("Z")
            when += f"T{time}"
        elif day.year is None or first[0].year is None:
            after = self._without_stops(index, after)
        calendars = () if day.calendar is None else (day.calendar,)
        return DateMark(self.span(index, after), when=when, calendars=calendars), after

    def _of_two_years(self, day: Day, index: int, after: int) -> tuple[DateMark, int]:
        other = replace(day, year=day.other_year)
        span = self.span(index, after)
        return DateMark(span, not_before=day.value, not_after=other.value), after

    def _without_stops(self, index: int, after: int) -> int:
        while after - 1 > index and self.key(after - 1) in STOPS:
            after -= 1
        return after

    def _stretch(
        self, index: int, joint: int, first: Day, last: Day, after: int
    ) -> tuple[DateMark, int] | None:
        end = last.date
        begin = replace(first, year=first.year or last.year).date
        if begin is not None and end is not None and begin > end and first.year is None:
            begin = replace(first, year=end.year - 1).date
        if begin is None or end is None or begin > end:
            return None
        span = self.span(index, after)
        is_one_day = not self._joins_with_word(joint) and (end - begin).days in GAPS
        if is_one_day and self.key(joint) not in DASHES - {"/"}:
            return DateMark(span, when=end.isoformat(), calendars=_TWO_CALENDARS), after
        if self.key(joint) in self.words.either:
            return DateMark(span, not_before=begin.isoformat(), not_after=end.isoformat()), after
        return DateMark(span, from_=begin.isoformat(), to=end.isoformat()), after

    def _stretch_end(self, first: Day, index: int) -> tuple[Day, int] | None:
        """Read ``–21, 1957`` or ``–October 2, 1957`` after the day that it begins with.

        The day in the other calendar may stand in brackets, with nothing that joins the two.
        """
        if first.day is None:
            return None
        if not self._joins(index):
            return self._same_in_other_calendar(first, index)
        at_last = self.over(index + 1, self.words.leading)
        last = self.day(at_last)
        if last is not None and last[0].day is not None and last[0].year is not None:
            return last
        day = self.number(at_last, DAYS)
        if day is None or first.year is not None:
            return None
        year = self._year(self.over(day[1], STOPS))
        if year is None:
            return None
        return Day(first.month, day[0], year[0]), year[1]

    def _same_in_other_calendar(self, first: Day, index: int) -> tuple[Day, int] | None:
        second = self.day(self.over(index, {","})) if first.year is None else None
        if second is None:
            return None
        begin, end = replace(first, year=second[0].year).date, second[0].date
        return second if begin and end and (end - begin).days in GAPS else None

    def _stretch_from_number(self, index: int) -> tuple[DateMark, int] | None:
        """Read ``3–5 May 1951``, in which the month follows the last day alone."""
        first = self.number(index, DAYS)
        if first is None:
            return None
        joint = self.over(first[1], {"."})
        if not self._joins(joint):
            return None
        last = self._whole_day(self.over(joint + 1, self.words.leading))
        if last is None or last[0].day is None or self.key(last[1] - 1) == "/":
            return None
        if self.tokens[last[1] - 1].kind != "number" or self._is_in_figures(index):
            return None
        begin = Day(last[0].month, first[0])
        return self._stretch(index, joint, begin, last[0], last[1])

    def _is_in_figures(self, index: int) -> bool:
        """Tell whether what begins here is a day in figures, as ``3/5 1921``, and no stretch."""
        whole = self._in_figures(index)
        return whole is not None and whole[0].year is not None

    def _joins(self, index: int) -> bool:
        return self.key(index) in DASHES or self._joins_with_word(index)

    def _joins_with_word(self, index: int) -> bool:
        return self.key(index) in self.words.joining | self.words.either

    def _hours(self, index: int) -> tuple[str, int] | None:
        """Read a time of day; a stretch of time is none, and the date ends before it."""
        time = self._time(self.over(self.over(index, STOPS | DASHES), self.words.inside))
        if time is None or (self._joins(time[1]) and self._time(time[1] + 1) is not None):
            return None
        return time

    def _time(self, index: int) -> tuple[str, int] | None:
        token = self.at(index)
        if token is None:
            return None
        named = self.words.hours.get(token.key)
        if named is not None:
            return f"{named}:00", index + 1
        follower = self.at(index + 1)
        if token.kind not in {"clock", "number"} or follower is None:
            return None
        if token.text == "12" and follower.key in self.words.hours:
            return self._time(index + 1)
        if follower.kind == "meridian":
            time = _twelve_hours(token.text, follower.text)
            return None if time is None else (time, index + 2)
        if follower.key in self.words.clock:
            return self._full_hours(token.text, follower.text, index + 2)
        return None

    def _full_hours(self, digits: str, zone: str, after: int) -> tuple[str, int] | None:
        in_greenwich = zone in {"Z", "GMT"}
        time = _full_hours(digits, "Z" if in_greenwich else "")
        return None if time is None else (time, after)


_LAST_HOUR = 23
_LAST_MINUTE = 59
_NOON = 12


def _twelve_hours(digits: str, meridian: str) -> str | None:
    """Give the time of ``4:45`` or ``9`` before or after noon."""
    hour, _, minute = digits.replace(".", ":").partition(":")
    if len(hour) > len("12") or int(hour) > _LAST_HOUR or int(minute or 0) > _LAST_MINUTE:
        return None
    afternoon = meridian[0] in "Pp" or int(hour) > _NOON  # "13:48 p.m." occurs
    hours = int(hour) % _NOON + (_NOON if afternoon else 0)
    return f"{hours:02}:{int(minute or 0):02}:00"


def _full_hours(digits: str, zone: str) -> str | None:
    """Give the time of ``1807``, with ``Z`` as its zone or none."""
    plain = re.sub("[:.]", "", digits)
    if len(plain) != len("1807") or int(plain[:2]) > _LAST_HOUR or int(plain[2:]) > _LAST_MINUTE:
        return None
    return f"{plain[:2]}:{plain[2:]}:00{zone}"
