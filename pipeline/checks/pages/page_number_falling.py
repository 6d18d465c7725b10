"""P101: a page number is lower than the one before it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.pages.numbers import steps
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for before, page, step in steps(view.facts.pages):
        if step < 0:
            yield Finding(
                page.span,
                f"page {page.number} comes after page {before.number}",
                "correct the page number, or put the parts of the text in their order",
                ((f"page {before.number}", before.span),),
            )


RULE = DocumentRule(
    "P101",
    "page-number-falling",
    Severity.WARNING,
    summary="A page number is lower than the one before it in the same document.",
    why="""A number was misread, or parts of the text do not stand in the order of the print. Each
    page can still be found; a break inside a note is taken to stand where the marker of the note
    does.""",
    example="`[Page 1334]`, then `[Page 1333]`.",
    remedy="""To mend it, compare with the printed page and correct the number, or put the parts of
    the text in their order.""",
    check=_check,
)
