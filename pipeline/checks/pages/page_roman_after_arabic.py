"""P109: a roman page number follows one in figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.pages.numbers import count_of
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for before, page in pairwise(view.facts.pages):
        series = [count_of(one.number) for one in (before, page)]
        if [one and one[0] for one in series] == ["arabic", "roman"]:
            yield Finding(
                page.span,
                f"the roman page number {page.number} follows page {before.number}",
                "compare with the printed page and correct the number",
                ((f"page {before.number}", before.span),),
            )


RULE = DocumentRule(
    "P109", "page-roman-after-arabic", Severity.WARNING, check=_check,
    summary="A roman page number follows one in figures.",
    why="Roman numbers count the front matter of a book, so the number is probably misread.",
    example="`[Page 12]`, then `[Page xiii]`.",
    remedy="To mend it, compare with the printed page and correct the number.",
)  # fmt: skip
