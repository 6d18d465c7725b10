"""The numbers of pages, in a document and from one to the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from pipeline.checks.facts import DocumentFacts, PageFacts
from pipeline.checks.index import is_arabic
from pipeline.checks.rule import DocumentRule, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity
from pipeline.model.numerals import roman_value


def count_of(number: str) -> tuple[str, int] | None:
    """Give the series of a page number (``roman`` or ``arabic``) and its place in that."""
    if is_arabic(number):
        return "arabic", int(number)
    value = roman_value(number)
    return None if value is None else ("roman", value)


def steps(pages: Sequence[PageFacts]) -> Iterator[tuple[PageFacts, PageFacts, int]]:
    """Yield neighbouring pages of one series with the step from one to the other."""
    counted = [(page, count_of(page.number)) for page in pages]
    for (before, low), (page, high) in pairwise(counted):
        if low is not None and high is not None and low[0] == high[0]:
            yield before, page, high[1] - low[1]


@rule("P114", Severity.WARNING,
    summary="Two page breaks have nothing between them.",
    why="A page without text was skipped in transcribing, or one of the two breaks is wrong.",
    example="`[Page 12] [Page 13]`.",
    remedy="""compare with the printed page: supply the text of the page, or take the wrong mark
    out.""",
)  # fmt: skip
def page_empty(view: View) -> Iterator[Finding]:
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
                related=(("the page mark before", previous.span),),
            )
        previous, at = mark.node, mark.at


_NUMBER = re.compile(r"0*([0-9]{1,9})", re.ASCII)
# Titles of chapters and pictures take pages of their own between documents.
_LEEWAY = 4


@rule("P115", Severity.WARNING,
    summary="The first page of a document is far from the last page of the document before it.",
    why="""In an edition whose pages run on, a figure of the number was misread or a document is
    misplaced.""",
    example="document 12 ends on page 44, and in document 13 begins page 64.",
    remedy="compare with the printed page and correct the page number that is misread.",
)  # fmt: skip
def page_far_from_neighbours(view: View) -> Iterator[Finding]:
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
        )


def _follows(before: DocumentFacts, facts: DocumentFacts) -> bool:
    """Whether no document can be missing between the two."""
    number, number_before = (_NUMBER.fullmatch(one.number or "") for one in (facts, before))
    if number is None or number_before is None:
        return False
    return int(number[1]) == int(number_before[1]) + 1


@rule("P105", Severity.WARNING,
    summary="A page begins in two documents, although one count of pages runs through the edition.",
    why="A reference to the page can lead to only one of the two.",
    example="`[Page 12]` at the end of one document and again at the start of the next.",
    remedy="take out the page break that stands where the page does not begin.",
)  # fmt: skip
def page_in_two_documents(view: View) -> Iterator[Finding]:
    if not view.edition.pages_run_on:
        return
    for page in view.facts.pages:
        others = [i for i in view.edition.pages.get(page.number, ()) if i != view.facts.id]
        if others:
            yield Finding(page.span, f"page {page.number} begins here and in document {others[0]}")


@rule("P102", Severity.ERROR,
    summary="A page begins twice in one document.",
    why="A reference to the page can lead to only one of the two places.",
    example="`[Page 1334]` twice.",
    remedy="take one of the two page breaks out, or correct its number.",
)  # fmt: skip
def page_number_doubled(view: View) -> Iterator[Finding]:
    first: dict[str, PageFacts] = {}
    for page in view.facts.pages:
        earlier = first.setdefault(page.number, page)
        if earlier is not page:
            yield Finding(
                page.span,
                f"page {page.number} begins here for the second time",
                related=(("the first time", earlier.span),),
            )


def _find(view: View, is_wrong: Callable[[int], bool], comes: str) -> Iterator[Finding]:
    """Yield the pages whose step from the one before ``is_wrong``."""
    for before, page, step in steps(view.facts.pages):
        if is_wrong(step):
            yield Finding(
                page.span,
                f"page {page.number} {comes} page {before.number}",
                related=((f"page {before.number}", before.span),),
            )


PAGE_NUMBER_FALLING = DocumentRule(
    "P101", "page-number-falling", Severity.WARNING,
    summary="A page number is lower than the one before it in the same document.",
    why="""A number was misread, or parts of the text do not stand in the order of the print. Each
    page can still be found; a break inside a note is taken to stand where the marker of the note
    does.""",
    example="`[Page 1334]`, then `[Page 1333]`.",
    remedy="""compare with the printed page and correct the number, or put the parts of the text in
    their order.""",
    check=partial(_find, is_wrong=lambda step: step < 0, comes="comes after"),
)  # fmt: skip


PAGE_NUMBER_JUMPS = DocumentRule(
    "P103", "page-number-jumps", Severity.WARNING,
    summary="The page numbers of a document leave one out.",
    why="""A page was skipped in transcribing, its break was not marked, or its number is misread. A
    page that is wholly taken up by a picture is left out rightly.""",
    example="`[Page 1334]`, then `[Page 1336]`.",
    remedy="compare with the printed page: mark the break that is missing, or correct the number.",
    check=partial(_find, is_wrong=lambda step: step > 1, comes="comes right after"),
)  # fmt: skip


@rule("P109", Severity.WARNING,
    summary="A roman page number follows one in figures.",
    why="Roman numbers count the front matter of a book, so the number is probably misread.",
    example="`[Page 12]`, then `[Page xiii]`.",
    remedy="compare with the printed page and correct the number.",
)  # fmt: skip
def page_roman_after_arabic(view: View) -> Iterator[Finding]:
    for before, page in pairwise(view.facts.pages):
        series = [count_of(one.number) for one in (before, page)]
        if [one and one[0] for one in series] == ["arabic", "roman"]:
            yield Finding(
                page.span,
                f"the roman page number {page.number} follows page {before.number}",
                related=((f"page {before.number}", before.span),),
            )


@rule("P116", Severity.INFO,
    summary="Between two documents a page is left out, in an edition that leaves hardly any out.",
    why="A page break at the end of the one or the start of the other was lost.",
    example="document 12 ends on page 44, and in document 13 begins page 46.",
    remedy="compare with the printed page and mark the break; a page without text is left out.",
)  # fmt: skip
def page_skipped_between_documents(view: View) -> Iterator[Finding]:
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
