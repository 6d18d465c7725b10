"""X113: a reference leads to the page it stands on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    breaks = [mark for mark in view.plain.marks if isinstance(mark.node, model.PageBreak)]
    starts = [mark.at for mark in breaks]
    for one in view.plain.annotated:
        if not isinstance(one.node, model.Reference) or one.home != view.facts.id:
            continue
        place = bisect_right(starts, one.start) - 1
        number = getattr(breaks[place].node, "number", "") if place >= 0 else ""
        if number and one.node.target == f"#pg_{number}":
            yield Finding(
                view.plain.span_of(one),
                f"the reference “{view.plain.words(one)}” leads to the page it stands on",
                "compare the number with the printed page",
            )


RULE = DocumentRule(
    "X113", "reference-to-own-page", Severity.INFO, check=_check,
    summary="A reference leads to the page it stands on.",
    why="Nobody sends a reader to the page before his eyes, so the number was probably misread.",
    example="`see page 12` on page 12.",
    remedy="""To mend it, compare the number with the printed page; where the print has it, the text
    stays.""",
)  # fmt: skip
