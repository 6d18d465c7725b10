"""P104: a page number is neither figures nor a roman number."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.pages.numbers import count_of
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for page in view.facts.pages:
        if count_of(page.number) is None:
            yield Finding(
                page.span,
                f"“{page.number[:20]}” is no page number that can be counted",
                "write the number in figures or as a roman number, as the page shows it",
            )


RULE = DocumentRule(
    "P104", "page-number-unreadable", Severity.WARNING, check=_check,
    summary="A page number is neither written in figures nor a roman number.",
    why="Its order cannot be checked, and a misread figure is the usual cause.",
    example="`[Page l334]` with the letter l.",
    remedy="To mend it, compare with the printed page and correct the number.",
)  # fmt: skip
