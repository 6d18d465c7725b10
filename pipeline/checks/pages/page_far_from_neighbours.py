"""P115: the first page of a document is far from the last page of the document before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.facts import DocumentFacts
from pipeline.checks.index import is_arabic
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_NUMBER = re.compile(r"0*([0-9]{1,9})", re.ASCII)
# Titles of chapters and pictures take pages of their own between documents.
_LEEWAY = 4


def _check(view: View) -> Iterator[Finding]:
    before = view.edition.before(view.facts.id)
    if before is None or not view.edition.pages_run_on or not _follows(before, view.facts):
        return
    span = view.edition.pages_of(before.id)
    first = [page for page in view.facts.pages if is_arabic(page.number)]
    # The same page in both is another fault, page-in-two-documents.
    if span and first and not span[1] <= int(first[0].number) <= span[1] + _LEEWAY:
        yield Finding(
            first[0].span,
            f"page {first[0].number} is the first to begin here, "
            f"page {span[1]} the last in document {before.id}",
            "compare with the printed page and correct the page number that is misread",
        )


RULE = DocumentRule(
    "P115", "page-far-from-neighbours", Severity.WARNING, check=_check,
    summary="The first page of a document is far from the last page of the document before it.",
    why="""In an edition whose pages run on, a figure of the number was misread or a document is
    misplaced.""",
    example="document 12 ends on page 44, and in document 13 begins page 64.",
    remedy="To mend it, compare with the printed page and correct the number.",
)  # fmt: skip


def _follows(before: DocumentFacts, facts: DocumentFacts) -> bool:
    """Whether no document can be missing between the two."""
    number, number_before = (_NUMBER.fullmatch(one.number or "") for one in (facts, before))
    if number is None or number_before is None:
        return False
    return int(number[1]) == int(number_before[1]) + 1
