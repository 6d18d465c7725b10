"""S105: a span of dates ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for stretch in view.plain.annotated:
        date = stretch.node
        if not isinstance(date, model.Date):
            continue
        if date.from_ and date.to and _shortened(date.from_, date.to) > date.to:
            yield Finding(
                view.plain.span_of(stretch),
                f"this span of dates begins on {date.from_} and ends on {date.to}",
                "see whether one of the two dates is misread",
            )


RULE = DocumentRule(
    "S105", "date-span-reversed", Severity.WARNING, check=_check,
    summary="A span of dates ends before it begins.",
    why="An index or a timeline made from the edition would leave it out, or fail.",
    example="`July 17–August 2, 1945` with the value from 1945-08-02 to 1945-07-17.",
    remedy="To mend it, see whether one of the two dates is misread.",
)  # fmt: skip


def _shortened(value: str, other: str) -> str:
    """Take ``value`` only as exactly as ``other`` is given: 1945-07 is not after 1945."""
    return value[: len(other)]
