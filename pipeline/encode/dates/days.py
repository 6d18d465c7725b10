"""A day as datelines write it: by the name of its month, in figures, or in other calendars.

day        = named | numeric | republican | roman
named      = MONTH [NUMBER] [year] | NUMBER [of] MONTH [year]
numeric    = YEAR "-" NUMBER "-" NUMBER | NUMBER "." NUMBER ["."] year
republican = NUMBER MONTH "an" NUMBER
roman      = ["a. d." NUMBER | "pridie"] ("Kal." | "Non." | "Id.") MONTH [anno] year
year       = NUMBER ["/" NUMBER] [("O.S." | "N.S.")]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.encode.dates import calendars
from pipeline.encode.dates.calendars import Calendar
from pipeline.encode.dates.tokens import DASHES, STOPS, DateToken, DateTokenReader
from pipeline.encode.dates.words import DateWords, day_first, republican_words, roman_words

DAYS = range(1, 32)
_MONTHS = range(1, 13)
_YEARS = range(1000, 2200)
# "926" is 1926; nobody dates a letter of the years 800 to 999 so.
_SHORT_YEARS = range(800, 1000)
_SHORTEST_ROMAN_YEAR = 3
_BACK = range(2, 20)
# Until 1752 the English year began on March 25, and the days before it were of two years.
_TWO_YEARS_THROUGH, _MARCH = 1752, 3
_CENTURY = 100


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a month where ``day`` is None; what is missing may follow later in the text.

    ``two_digits`` are the last ones of a year that the text does not give in full, ``other_year``
    is one that may be meant as well.
    """

    month: int
    day: int | None
    year: int | None = None
    calendar: Calendar | None = None
    two_digits: int | None = None
    other_year: int | None = None

    @property
    def date(self) -> dt.date | None:
        """The day in the Gregorian calendar, if it is whole and there is such a day."""
        if self.year is None or self.day is None:
            return None
        if self.calendar == calendars.JULIAN:
            return calendars.of_julian(self.year, self.month, self.day)
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def value(self) -> str | None:
        """The day, or the month, in the form of W3C."""
        if self.day is None and self.year is not None:
            return f"{self.year:04}-{self.month:02}"
        return None if self.date is None else self.date.isoformat()

    def completed(self, near_by: Callable[[], dt.date | None]) -> Day:
        """Take the year from a date that names the same day, or the century from one near it."""
        if self.year is not None or self.day is None or (near := near_by()) is None:
            return self
        same_day = (self.month, self.day) == (near.month, near.day)
        if self.two_digits == near.year % _CENTURY or (self.two_digits is None and same_day):
            return replace(self, year=near.year)
        return self


class DayReader(DateTokenReader):
    """Reads days; ``language`` is a tag, which decides on the order of day and month in figures."""

    def __init__(self, tokens: list[DateToken], words: DateWords, language: str) -> None:
        super().__init__(tokens)
        self.words = words
        self.day_first = day_first(language)

    def day(self, index: int) -> tuple[Day, int] | None:
        """Read a day in any of its forms."""
        token = self.at(index)
        if token is None:
            return None
        if token.kind == "word":
            return self._month_first(index) or self._roman_day(index)
        if token.kind != "number":
            return None
        return (
            self._day_first(index)
            or self._republican(index)
            or self._year_first(index)
            or self._in_figures(index)
        )

    def _month_first(self, index: int) -> tuple[Day, int] | None:
        month = self.month(index)
        if month is None:
            return None
        number, after = month
        day = self.number(self.over(after, STOPS | self.words.before_day), DAYS)
        if day is None:
            year = self._year(self._over_to_year(after))
            return None if year is None else self._with_year(Day(number, None), year)
        after = self.over_ordinal(day[1])
        return self._with_year_if_any(Day(number, day[0]), after, self._over_to_year(after))

    def _day_first(self, index: int) -> tuple[Day, int] | None:
        day = self.number(index, DAYS)
        if day is None:
            return None
        month = self.month(self.over(self.over_ordinal(day[1]), self.words.inside))
        if month is None:
            return None
        found = Day(month[0], day[0])
        return self._with_year_if_any(found, month[1], self._over_to_year(month[1]))

    def _with_year_if_any(self, found: Day, after: int, at_year: int) -> tuple[Day, int]:
        year = self._year(at_year)
        if year is not None:
            return self._with_year(found, year)
        short = self.number(at_year, range(_CENTURY))
        if short is None or len(self.tokens[at_year].text) != len("98") or self._is_time(short[1]):
            return found, after
        return replace(found, two_digits=short[0]), short[1]

    def _is_time(self, after: int) -> bool:
        token = self.at(after)
        return token is not None and (token.kind == "meridian" or token.key in self.words.clock)

    def _with_year(self, found: Day, year: tuple[int, int]) -> tuple[Day, int]:
        """Read what follows a year: that of the other reckoning, and the style."""
        found, after = replace(found, year=year[0]), year[1]
        other = self._second_year(found, after)
        if other is not None:
            found, after = other
        old = self.phrase(self.over(after, STOPS), self.words.old_style)
        new = self.phrase(self.over(after, STOPS), self.words.new_style)
        if old is not None:
            return replace(found, calendar=calendars.JULIAN), old
        if new is not None:
            return replace(found, calendar=calendars.GREGORIAN), new
        march = self.phrase(self.over(after, STOPS), self.words.from_march)
        if march is not None:
            return replace(found, year=year[0] + (found.month < _MARCH)), march
        return found, after

    def _second_year(self, found: Day, index: int) -> tuple[Day, int] | None:
        """Read ``/32`` after 1731: the year by a beginning on January 1."""
        if self.key(index) not in DASHES or found.year is None or found.day is None:
            return None
        year = found.year + 1
        endings = {year % 10, year % _CENTURY, year}
        second = self.number(index + 1, endings)
        if second is None:
            return None
        is_english = year <= _TWO_YEARS_THROUGH and found.month <= _MARCH
        if is_english:
            return replace(found, year=year, calendar=calendars.JULIAN), second[1]
        if self.key(index) != "/":
            return None
        return replace(found, other_year=year), second[1]

    def _year_first(self, index: int) -> tuple[Day, int] | None:
        """Read ``1951-05-03``."""
        year = self.number(index, _YEARS)
        month = self.number(index + 2, _MONTHS)
        day = self.number(index + 4, DAYS)
        if year is None or month is None or day is None:
            return None
        if self.key(index + 1) != "-" or self.key(index + 3) != "-":
            return None
        return Day(month[0], day[0], year[0]), day[1]

    def _in_figures(self, index: int) -> tuple[Day, int] | None:
        """Read ``22. 12. 1900``, ``14./10 1901``, ``20. X. 908`` or ``25-5-1910``."""
        first = self.number(index, DAYS)
        if first is None:
            return None
        is_hyphened = self.key(first[1]) == "-" == self.key(first[1] + 2)
        partings = {"-"} if is_hyphened else {".", "/"}
        parting = self.over(first[1], partings)
        in_roman = self.roman(parting, _MONTHS)
        second = in_roman or self.number(parting, DAYS)
        if second is None or (parting == first[1] and in_roman is None):
            return None
        at_year = self.over(second[1], partings)
        sure = in_roman is not None or self.key(first[1]) == "."
        pair = self._order(first[0], second[0], sure=sure)
        if pair is None:
            return None
        found, after = self._with_year_if_any(Day(*pair), at_year, at_year)
        if found.year is None and found.two_digits is None:
            short = self.number(at_year, _SHORT_YEARS)
            if short is not None:
                return replace(found, year=short[0] + 1000), short[1]
            return found, at_year
        return found, after

    def _order(self, first: int, second: int, *, sure: bool) -> tuple[int, int] | None:
        """Tell month and day; what has a full stop or a Roman month begins with the day."""
        is_day_first = True if sure else self.day_first
        if is_day_first is None:
            if first == second or second > _MONTHS[-1] >= first:
                is_day_first = False
            elif first > _MONTHS[-1]:
                is_day_first = True
            else:
                return None
        month, day = (second, first) if is_day_first else (first, second)
        return (month, day) if month in _MONTHS else None

    def _republican(self, index: int) -> tuple[Day, int] | None:
        words = republican_words()
        day = self.number(index, DAYS)
        if day is None:
            return None
        at_month = self.over(self.over_ordinal(day[1]), self.words.inside | words.before_month)
        month = words.months.get(self.key(at_month))
        if month is None:
            return None
        at_year = self._over_to_year(at_month + 1)
        if self.key(at_year) not in words.year:
            return None
        year = self._year_of_republic(self.over(at_year + 1, STOPS))
        found = None if year is None else calendars.of_republic(year[0], month, day[0])
        if found is None or year is None:
            return None
        return Day(found.month, found.day, found.year, calendars.REPUBLICAN), year[1]

    def _year_of_republic(self, index: int) -> tuple[int, int] | None:
        words = republican_words()
        years = range(1, len(words.begins) + 1)
        named = words.numbers.get(self.key(index))
        if named is not None:
            return named, index + 1
        return self.number(index, years) or self.roman(index, years)

    def _roman_day(self, index: int) -> tuple[Day, int] | None:
        words = roman_words()
        back, index = self._counted_back(index)
        anchors = {"kalends": words.kalends, "nones": words.nones, "ides": words.ides}
        anchor = next((name for name, forms in anchors.items() if self.key(index) in forms), None)
        if anchor is None or (back == 1 and self.key(index) in words.unsure):
            return None
        month = self.month(self.over(index + 1, STOPS))
        if month is None:
            return None
        year = self._year(self._over_to_year(month[1]))
        found = None if year is None else calendars.of_rome(month[0], anchor, back, year[0])
        if found is None or year is None:
            return None
        # Who wrote in December counted the days before January by either year.
        other = found.year + 1 if found.year < year[0] else None
        return Day(found.month, found.day, found.year, other_year=other), year[1]

    def _counted_back(self, index: int) -> tuple[int, int]:
        """Read ``a. d. III`` or ``pridie``; 1 where the day itself is meant."""
        if self.key(index) in roman_words().eve:
            return 2, self.over(index + 1, STOPS)
        ante = self.over(index, {"a", "d", "ante", "diem", "."})
        back = self.roman(ante, _BACK) or self.number(ante, _BACK)
        return (1, index) if back is None else (back[0], self.over(back[1], STOPS))

    def month(self, index: int) -> tuple[int, int] | None:
        """Read the name of a month, in full or shortened."""
        token = self.at(index)
        if token is None or token.kind != "word":
            return None
        number = self.words.months.get(token.key)
        return None if number is None else (number, index + 1 + (self.key(index + 1) == "."))

    def over_ordinal(self, index: int) -> int:
        """Go on over what follows the figure of a day: ``2nd``, ``1er``, ``7.``, ``13ten``."""
        after = self.over(index, {"."})
        return self.over(after, self.words.ordinals | {"."}) if after < len(self.tokens) else after

    def _over_to_year(self, index: int) -> int:
        """Go on over what stands before a year: ``, A. D.`` or ``de``."""
        return self.over(index, STOPS | self.words.inside)

    def _year(self, index: int) -> tuple[int, int] | None:
        found = self.number(index, _YEARS)
        if found is not None:
            return found
        token = self.at(index)
        if token is None or len(token.text) < _SHORTEST_ROMAN_YEAR or not token.text.isupper():
            return None
        return self.roman(index, _YEARS)
