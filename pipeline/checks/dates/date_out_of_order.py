"""S118: the date of a document does not lie between those of the documents beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

# The less where nearly all documents follow the order of time: of 7,500 in published volumes no
# more than six lie between five days and a month away.
_LEEWAY, _LESS = timedelta(days=31), timedelta(days=5)


def _check(view: View) -> Iterator[Finding]:
    before, after = view.edition.before(view.facts.id), view.edition.after(view.facts.id)
    if before is None or after is None:
        return
    days = [_day(one.date) for one in (before, view.facts, after)]
    if None in days:
        return
    first, own, last = (day for day in days if day is not None)
    leeway = _LESS if view.edition.follows_time else _LEEWAY
    if first <= last and not first - leeway <= own <= last + leeway:
        yield Finding(
            view.facts.date_span,
            f"the date {view.facts.date} does not lie between those of the documents beside it, "
            f"{before.date} and {after.date}",
            "see whether a figure of the date was misread or the document is misplaced",
        )


RULE = DocumentRule(
    "S118", "date-out-of-order", Severity.INFO, check=_check,
    summary="The date of a document does not lie between those of the documents beside it.",
    why="""Where an edition follows the order of time, a figure was misread or a document is
    misplaced. An edition in chapters begins anew with each.""",
    example="a letter of May 2 between two of September 3 and September 5.",
    remedy="""To mend it, compare with the printed page; where the print has this order, the text
    stays.""",
)  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
