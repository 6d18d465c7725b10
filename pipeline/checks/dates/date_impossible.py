"""S104: a date names a day that does not exist."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from pipeline.checks.dates.calendar_names import MONTHS
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_DAY = re.compile(rf"({'|'.join(MONTHS)}) ([0-9]{{1,2}})(?:, ([0-9]{{4}}))?(?![0-9])", re.ASCII)
# Looked for once a day is impossible: a pattern that begins with it is slow to search with.
_BEGINNING = re.compile(r"\b", re.ASCII)
_LEAP_YEAR = 2000
_SHORTEST_MONTH = 28


def _check(view: View) -> Iterator[Finding]:
    plain, done = view.plain, 0
    for match in _DAY.finditer(plain.text):
        start = match.start()
        if start < done or _exists(match) or not _BEGINNING.match(plain.text, start):
            continue
        passage = plain.passage_at(start)
        if match[3] or isinstance(passage.node, model.Dateline):
            done = passage.end
            yield Finding(
                plain.span_of(passage),
                f"there is no day {match.group()}",
                "compare with the printed page and correct the figure that is misread",
            )


RULE = DocumentRule(
    "S104", "date-impossible", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A date names a day that does not exist.",
    why="""Either a figure was misread or the print is wrong; in a dateline the date has no value in
    the TEI. In the text only dates with a year are looked at.""",
    example="`Washington, April 31, 1945`.",
    remedy="To mend it, compare with the printed page; where the print has it, the text stays.",
)  # fmt: skip


def _exists(match: re.Match[str]) -> bool:
    day = int(match[2])
    if 1 <= day <= _SHORTEST_MONTH:
        return True
    month = MONTHS.index(match[1]) + 1
    year = int(match[3]) if match[3] and int(match[3]) else _LEAP_YEAR
    return 1 <= day <= calendar.monthrange(year, month)[1]
