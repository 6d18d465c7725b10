"""P102: a page begins twice in one document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.facts import PageFacts
from pipeline.integrity.scope import Scope


def _check(scope: Scope) -> Iterator[Finding]:
    first: dict[str, PageFacts] = {}
    for page in scope.facts.pages:
        earlier = first.setdefault(page.number, page)
        if earlier is not page:
            yield Finding(
                page.span,
                f"page {page.number} begins here for the second time",
                "take one of the two page breaks out, or correct its number",
                (("the first time", earlier.span),),
            )


RULE = Rule(
    "P102",
    "page-number-doubled",
    Severity.ERROR,
    summary="A page begins twice in one document.",
    why="A reference to the page can lead to only one of the two places.",
    example="`[Page 1334]` twice.",
    remedy="To mend it, take one of the two out, or correct its number.",
    check=_check,
)
