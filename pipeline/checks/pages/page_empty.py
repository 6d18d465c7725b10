"""P114: two page breaks have nothing between them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    tables = [c for c in view.plain.containers if isinstance(c.node, model.Table)]
    # Published texts put the page marks of a table in front of it.
    beside = {place for t in tables for place in (t.start - 1, t.start, t.end, t.end + 1)}
    previous: model.PageBreak | None = None
    at = -1
    for mark in view.plain.marks:
        if not isinstance(mark.node, model.PageBreak):
            continue
        if previous is not None and mark.at == at and at not in beside:
            yield Finding(
                mark.node.span,
                f"nothing stands on page {previous.number}",
                "supply the text of the page, or take the wrong page mark out",
                (("the page mark before", previous.span),),
            )
        previous, at = mark.node, mark.at


RULE = DocumentRule(
    "P114", "page-empty", Severity.WARNING, check=_check,
    summary="Two page breaks have nothing between them.",
    why="A page without text was skipped in transcribing, or one of the two breaks is wrong.",
    example="`[Page 12] [Page 13]`.",
    remedy="""To mend it, compare with the printed page: supply the text, or take the wrong mark
    out.""",
)  # fmt: skip
