"""P105: a page begins in two documents of an edition whose pages run on."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    if not view.edition.pages_run_on:
        return
    for page in view.facts.pages:
        others = [i for i in view.edition.pages.get(page.number, ()) if i != view.facts.id]
        if others:
            yield Finding(
                page.span,
                f"page {page.number} begins here and in document {others[0]}",
                "take out the page break that stands where the page does not begin",
            )


RULE = DocumentRule(
    "P105", "page-in-two-documents", Severity.WARNING, check=_check,
    summary="A page begins in two documents, although one count of pages runs through the edition.",
    why="A reference to the page can lead to only one of the two.",
    example="`[Page 12]` at the end of one document and again at the start of the next.",
    remedy="To mend it, take out the one that stands where the page does not begin.",
)  # fmt: skip
