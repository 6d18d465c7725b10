"""X114: a reference names a document and a page that is not in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.index import is_arabic
from pipeline.integrity.scope import Scope

_BOTH = re.compile(
    r"ocument (?P<document>[0-9]{1,6}),? (?:at )?pp?\. ?(?P<page>[0-9]{1,6})(?![0-9])",
    re.ASCII,
)


def check(scope: Scope) -> Iterator[Finding]:
    """A reference names a document and a page that is not in it.

    One of the two numbers was misread.

    Example: ``Document 44, p. 300`` where document 44 fills the pages 120 to 123.

    To mend it, compare both numbers with the printed page.
    """
    for match in _BOTH.finditer(scope.reading.text):
        for owner in scope.index.numbers.get(match["document"], ()):
            pages = scope.index.documents[owner].pages
            counts = [int(page.number) for page in pages if is_arabic(page.number)]
            if counts and not min(counts) - 1 <= int(match["page"]) <= max(counts):
                yield Finding(
                    scope.reading.span(match.start() - 1, match.end()),
                    f"page {match['page']} is not in document {owner}, "
                    f"which ends on page {max(counts)}",
                    "compare both numbers with the printed page",
                )
