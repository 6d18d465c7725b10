"""P103: the page numbers of a document leave one out."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.pages.numbers import steps
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for before, page, step in steps(view.facts.pages):
        if step > 1:
            yield Finding(
                page.span,
                f"page {page.number} comes right after page {before.number}",
                "mark the page break that is missing, or correct the page number",
                ((f"page {before.number}", before.span),),
            )


RULE = DocumentRule(
    "P103",
    "page-number-jumps",
    Severity.WARNING,
    summary="The page numbers of a document leave one out.",
    why="""A page was skipped in transcribing, its break was not marked, or its number is misread. A
    page that is wholly taken up by a picture is left out rightly.""",
    example="`[Page 1334]`, then `[Page 1336]`.",
    remedy="To mend it, compare with the printed page and mark the break that is missing.",
    check=_check,
)
