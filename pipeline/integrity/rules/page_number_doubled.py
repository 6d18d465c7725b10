"""P102: a page begins twice in one document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.facts import PageFacts
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """A page begins twice in one document.

    A reference to the page can lead to only one of the two places.

    Example: ``[Page 1334]`` twice.

    To mend it, take one of the two out, or correct its number.
    """
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
