"""P112: a page begins at the very end of a document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    breaks = [m for m in plain.marks if m.home == plain.id and isinstance(m.node, model.PageBreak)]
    if breaks and breaks[-1].at >= plain.text_end > 0:
        number = getattr(breaks[-1].node, "number", "")
        yield Finding(
            breaks[-1].node.span,
            f"page {number} begins at the end of the document, and nothing stands on it",
            "move the page mark to the start of the next document",
        )


RULE = DocumentRule(
    "P112", "page-break-last", Severity.INFO, check=_check,
    summary="A page begins at the very end of a document.",
    why="Nothing of the document stands on that page, so that the break belongs to the next one.",
    example="`[Page 12]` as the last line above the notes.",
    remedy="To mend it, move the page mark to the start of the next document.",
)  # fmt: skip
