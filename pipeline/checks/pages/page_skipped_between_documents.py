"""P116: a page begins in no document, where an edition marks nearly every page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.index import is_arabic
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    first = next((page for page in view.facts.pages if is_arabic(page.number)), None)
    before = view.edition.page_before(view.facts.id)
    if first is None or before is None or not view.edition.marks_all_pages:
        return
    document, last = before
    if int(first.number) > last + 1:
        yield Finding(
            first.span,
            f"page {first.number} begins here, and page {last} is the last before it, "
            f"in document {document}",
            "mark the page break that is missing in one of the two documents",
        )


RULE = DocumentRule(
    "P116", "page-skipped-between-documents", Severity.INFO, check=_check,
    summary="Between two documents a page is left out, in an edition that leaves hardly any out.",
    why="A page break at the end of the one or the start of the other was lost.",
    example="document 12 ends on page 44, and in document 13 begins page 46.",
    remedy="""To mend it, compare with the printed page and mark the break; a page without text is
    left out.""",
)  # fmt: skip
