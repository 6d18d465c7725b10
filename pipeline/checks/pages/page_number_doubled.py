"""P102: a page begins twice in one document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.facts import PageFacts
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    first: dict[str, PageFacts] = {}
    for page in view.facts.pages:
        earlier = first.setdefault(page.number, page)
        if earlier is not page:
            yield Finding(
                page.span,
                f"page {page.number} begins here for the second time",
                "take one of the two page breaks out, or correct its number",
                (("the first time", earlier.span),),
            )


RULE = DocumentRule(
    "P102", "page-number-doubled", Severity.ERROR, check=_check,
    summary="A page begins twice in one document.",
    why="A reference to the page can lead to only one of the two places.",
    example="`[Page 1334]` twice.",
    remedy="To mend it, take one of the two out, or correct its number.",
)  # fmt: skip
