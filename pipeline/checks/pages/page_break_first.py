"""P113: a page begins at the very start of a document, against the custom of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    if view.edition.breaks_come_first or not view.facts.pages:
        return
    first = next((m for m in view.plain.marks if isinstance(m.node, model.PageBreak)), None)
    if first is not None and first.at == 0 and not first.in_words:
        yield Finding(
            first.node.span,
            f"page {view.facts.pages[0].number} begins before the first word of the document",
            "take the page mark out if the edition has none at the start of documents",
        )


RULE = DocumentRule(
    "P113", "page-break-first", Severity.INFO, check=_check,
    summary="A page begins at the very start of a document, against the custom of the edition.",
    why="""A break in front of the first word belongs to no document; where others leave it out, it
    may be doubled or misplaced.""",
    example="`[Page 12]` above the heading.",
    remedy="To mend it, take the mark out if the edition has none at the start of documents.",
)  # fmt: skip
