"""P101, P103: the number of a page is not the next after the one before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from pipeline.checks.pages.numbers import steps
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _find(view: View, is_wrong: Callable[[int], bool], comes: str, hint: str) -> Iterator[Finding]:
    """Yield the pages whose step from the one before ``is_wrong``."""
    for before, page, step in steps(view.facts.pages):
        if is_wrong(step):
            yield Finding(
                page.span,
                f"page {page.number} {comes} page {before.number}",
                hint,
                ((f"page {before.number}", before.span),),
            )


def _falls(step: int) -> bool:
    return step < 0


def _jumps(step: int) -> bool:
    return step > 1


PAGE_NUMBER_FALLING = DocumentRule(
    "P101", "page-number-falling", Severity.WARNING,
    summary="A page number is lower than the one before it in the same document.",
    why="""A number was misread, or parts of the text do not stand in the order of the print. Each
    page can still be found; a break inside a note is taken to stand where the marker of the note
    does.""",
    example="`[Page 1334]`, then `[Page 1333]`.",
    remedy="""To mend it, compare with the printed page and correct the number, or put the parts of
    the text in their order.""",
    check=partial(
        _find,
        is_wrong=_falls,
        comes="comes after",
        hint="correct the page number, or put the parts of the text in their order",
    ),
)  # fmt: skip


PAGE_NUMBER_JUMPS = DocumentRule(
    "P103", "page-number-jumps", Severity.WARNING,
    summary="The page numbers of a document leave one out.",
    why="""A page was skipped in transcribing, its break was not marked, or its number is misread. A
    page that is wholly taken up by a picture is left out rightly.""",
    example="`[Page 1334]`, then `[Page 1336]`.",
    remedy="To mend it, compare with the printed page and mark the break that is missing.",
    check=partial(
        _find,
        is_wrong=_jumps,
        comes="comes right after",
        hint="mark the page break that is missing, or correct the page number",
    ),
)  # fmt: skip
