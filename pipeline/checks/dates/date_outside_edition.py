"""S117: the dateline names a year far from those of all other documents of the edition."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_FEWEST = 10
_GAP = 2


def _check(view: View) -> Iterator[Finding]:
    if not view.facts.date or len(view.edition.years) < _FEWEST:
        return
    year, years = int(view.facts.date[:4]), view.edition.years
    place = bisect_left(years, year)
    around = (*years[max(place - 1, 0) : place], *years[place + 1 : place + 2])
    if all(abs(year - other) > _GAP for other in around):
        lowest, highest = years[place == 0], years[-2 if place == len(years) - 1 else -1]
        yield Finding(
            view.facts.date_span,
            f"the year {year} is far from the others, {lowest} to {highest}",
            "compare with the printed page: a figure of the year may be misread",
        )


RULE = DocumentRule(
    "S117", "date-outside-edition", Severity.WARNING, check=_check,
    summary="The dateline names a year far from those of all other documents of the edition.",
    why="A figure of the year was probably misread.",
    example="`Washington, May 2, 1915.` in an edition of the years 1950 to 1952.",
    remedy="To mend it, compare with the printed page; where the print has it, the text stays.",
)  # fmt: skip
