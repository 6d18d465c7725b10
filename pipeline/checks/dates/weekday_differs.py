"""S116: a weekday does not fit its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.checks.dates.calendar_names import MONTHS, WEEKDAYS
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_DATE = re.compile(
    rf"(?P<weekday>{'|'.join(WEEKDAYS)}),? (?P<month>{'|'.join(MONTHS)}) "
    r"(?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})(?![0-9])",
    re.ASCII,
)


def _check(view: View) -> Iterator[Finding]:
    for match in _DATE.finditer(view.plain.text):
        day = _day(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]))
        if day is not None and WEEKDAYS[day.weekday()] != match["weekday"]:
            yield Finding(
                view.plain.span(*match.span()),
                f"{match['month']} {match['day']}, {match['year']} was a "
                f"{WEEKDAYS[day.weekday()]}, no {match['weekday']}",
                "compare with the printed page; if it has this date, nothing needs mending",
            )


RULE = DocumentRule(
    "S116", "weekday-differs", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A weekday does not fit its date.",
    why="""Either the weekday or a figure of the date is wrong, and only one of the two can be
    cited.""",
    example="`Monday, May 2, 1951`, which was a Wednesday.",
    remedy="To mend it, compare with the printed page; where the print has it, the text stays.",
)  # fmt: skip


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
