"""Dates and datelines."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from pipeline.checks.plain_text import Stretch
from pipeline.checks.rule import ENGLISH, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_DAY = re.compile(rf"({'|'.join(MONTHS)}) ([0-9]{{1,2}})(?:, ([0-9]{{4}}))?(?![0-9])", re.ASCII)
# Looked for once a day is impossible: a pattern that begins with it is slow to search with.
_BEGINNING = re.compile(r"\b", re.ASCII)
_LEAP_YEAR = 2000
_SHORTEST_MONTH = 28


@rule("S104", Severity.WARNING, languages=ENGLISH,
    summary="A date names a day that does not exist.",
    why="""Either a figure was misread or the print is wrong; in a dateline the date has no value in
    the TEI. In the text only dates with a year are looked at.""",
    example="`Washington, April 31, 1945`.",
    remedy="""compare with the printed page: a figure may be misread; where the print has it, the
    text stays.""",
)  # fmt: skip
def date_impossible(view: View) -> Iterator[Finding]:
    plain, done = view.plain, 0
    for match in _DAY.finditer(plain.text):
        start = match.start()
        if start < done or _exists(match) or not _BEGINNING.match(plain.text, start):
            continue
        passage = plain.passage_at(start)
        if match[3] or isinstance(passage.node, model.Dateline):
            done = passage.end
            yield Finding(plain.span_of(passage), f"there is no day {match.group()}")


def _exists(match: re.Match[str]) -> bool:
    day = int(match[2])
    if 1 <= day <= _SHORTEST_MONTH:
        return True
    month = MONTHS.index(match[1]) + 1
    year = int(match[3]) if match[3] and int(match[3]) else _LEAP_YEAR
    return 1 <= day <= calendar.monthrange(year, month)[1]


@rule("S105", Severity.WARNING,
    summary="A span of dates ends before it begins.",
    why="An index or a timeline made from the edition would leave it out, or fail.",
    example="`July 17–August 2, 1945` with the value from 1945-08-02 to 1945-07-17.",
    remedy="see whether one of the two dates is misread.",
)  # fmt: skip
def date_span_reversed(view: View) -> Iterator[Finding]:
    for stretch in view.plain.annotated:
        date = stretch.node
        if not isinstance(date, model.Date):
            continue
        if date.from_ and date.to and _shortened(date.from_, date.to) > date.to:
            yield Finding(
                view.plain.span_of(stretch),
                f"this span of dates begins on {date.from_} and ends on {date.to}",
            )


def _shortened(value: str, other: str) -> str:
    """Take ``value`` only as exactly as ``other`` is given: 1945-07 is not after 1945."""
    return value[: len(other)]


@rule("S114", Severity.INFO,
    summary="A document has no dateline, though the documents of this edition have one.",
    why="It cannot be put into the order of time, and no index of dates can name it.",
    example="a letter whose heading is followed by its first paragraph.",
    remedy="add place and date where the printed page has them; where it has none, the text stays.",
)  # fmt: skip
def dateline_missing(view: View) -> Iterator[Finding]:
    if not view.edition.is_dated or view.facts.is_editorial_note:
        return
    if not any(
        isinstance(passage.node, model.Dateline) and passage.inside is not model.Closer
        for passage in view.plain.main
    ):
        yield Finding(
            view.facts.span,
            "this document has no dateline, and nearly all others of the edition have one",
        )


_SHOWN = 60
_LONGEST = 200


@rule("S115", Severity.WARNING,
    summary="The same dateline stands twice in the opening of a document.",
    why="A line was transcribed twice, or the beginning of another document went in between.",
    example="`Trieste, May 2, 1951.` above the salutation and again below it.",
    remedy="take one of the two out.",
)  # fmt: skip
def dateline_doubled(view: View) -> Iterator[Finding]:
    plain = view.plain
    first: dict[tuple[int, str], Stretch] = {}
    for passage in plain.text_passages:
        if passage.inside is model.Closer or passage.end - passage.start > _LONGEST:
            continue
        key = passage.division, plain.words(passage)
        if key in first:
            yield Finding(
                plain.span_of(passage),
                f"the dateline “{key[1][:_SHOWN]}” stands here for the second time",
                related=(("the first time", plain.span_of(first[key])),),
            )
        elif isinstance(passage.node, model.Dateline):
            first[key] = passage


_DATE = re.compile(
    rf"(?P<weekday>{'|'.join(WEEKDAYS)}),? (?P<month>{'|'.join(MONTHS)}) "
    r"(?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})(?![0-9])",
    re.ASCII,
)


@rule("S116", Severity.WARNING, languages=ENGLISH,
    summary="A weekday does not fit its date.",
    why="""Either the weekday or a figure of the date is wrong, and only one of the two can be
    cited.""",
    example="`Monday, May 2, 1951`, which was a Wednesday.",
    remedy="compare with the printed page; where the print has it, the text stays.",
)  # fmt: skip
def weekday_differs(view: View) -> Iterator[Finding]:
    for match in _DATE.finditer(view.plain.text):
        day = _day_of(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]))
        if day is not None and WEEKDAYS[day.weekday()] != match["weekday"]:
            yield Finding(
                view.plain.span(*match.span()),
                f"{match['month']} {match['day']}, {match['year']} was a "
                f"{WEEKDAYS[day.weekday()]}, no {match['weekday']}",
            )


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


_FEWEST = 10
_GAP = 2


@rule("S117", Severity.WARNING,
    summary="The dateline names a year far from those of all other documents of the edition.",
    why="A figure of the year was probably misread.",
    example="`Washington, May 2, 1915.` in an edition of the years 1950 to 1952.",
    remedy="""compare with the printed page: a figure of the year may be misread; where the print
    has it, the text stays.""",
)  # fmt: skip
def date_outside_edition(view: View) -> Iterator[Finding]:
    if not view.facts.date or len(view.edition.years) < _FEWEST:
        return
    year, years = int(view.facts.date[:4]), view.edition.years
    place = bisect_left(years, year)
    around = (*years[max(place - 1, 0) : place], *years[place + 1 : place + 2])
    if all(abs(year - other) > _GAP for other in around):
        lowest, highest = years[place == 0], years[-2 if place == len(years) - 1 else -1]
        yield Finding(
            view.facts.date_span, f"the year {year} is far from the others, {lowest} to {highest}"
        )


_FIGURE = re.compile(r"[0-9]", re.ASCII)


@rule("S133", Severity.INFO,
    summary="A dateline names no date that can be read.",
    why="The document has no place in the order of time, and the TEI no value to search for.",
    example="`Washington, undated.` or `Trieste, Mai 2, 1951.`",
    remedy="correct the date if it is misread; where the print has it, the text stays.",
)  # fmt: skip
def dateline_without_date(view: View) -> Iterator[Finding]:
    dates = [one.start for one in view.plain.annotated if isinstance(one.node, model.Date)]
    for passage in view.plain.text_passages:
        if isinstance(passage.node, model.Dateline) and passage.inside is not model.Closer:
            if bisect_left(dates, passage.start) < bisect_left(dates, passage.end):
                continue
            words = view.plain.words(passage)
            if _FIGURE.search(words):
                yield Finding(
                    view.plain.span_of(passage),
                    f"no date was recognized in the dateline “{words[:_SHOWN]}”",
                )
