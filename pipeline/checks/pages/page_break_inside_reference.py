"""P111: a page breaks inside a reference."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    inside = [one for one in view.plain.annotated if isinstance(one.node, model.Reference)]
    starts = [one.start for one in inside]
    for mark in view.plain.marks:
        if not isinstance(mark.node, model.PageBreak):
            continue
        place = bisect_left(starts, mark.at) - 1
        if place >= 0 and mark.at < inside[place].end:
            yield Finding(
                mark.node.span,
                f"page {mark.node.number} begins inside a reference",
                "compare the reference with the printed page",
            )


RULE = DocumentRule(
    "P111", "page-break-inside-reference", Severity.INFO, check=_check,
    summary="A page breaks inside a reference.",
    why="""The link reaches over the break, which is right; but a number on both sides of it may be
    torn.""",
    example="`See Document [Page 12] 44.`",
    remedy="There is nothing to mend where the printed page breaks so.",
)  # fmt: skip
