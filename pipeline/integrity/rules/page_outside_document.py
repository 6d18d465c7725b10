"""X114: a reference names a document and a page that is not in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.scope import Scope

_BOTH = re.compile(
    r"ocument (?P<document>[0-9]{1,6}),? (?:at )?pp?\. ?(?P<page>[0-9]{1,6})(?![0-9])",
    re.ASCII,
)


def _check(scope: Scope) -> Iterator[Finding]:
    for match in _BOTH.finditer(scope.reading.text):
        owners = scope.index.numbers.get(match["document"], ())
        span = scope.index.pages_of(owners[0]) if len(owners) == 1 else None
        if span is not None and not span[0] - 1 <= int(match["page"]) <= span[1]:
            yield Finding(
                scope.reading.span(match.start() - 1, match.end()),
                f"page {match['page']} is not in document {owners[0]}, "
                f"which ends on page {span[1]}",
                "compare both numbers with the printed page",
            )


RULE = Rule(
    "X114",
    "page-outside-document",
    Severity.WARNING,
    summary="A reference names a document and a page that is not in it.",
    why="One of the two numbers was misread.",
    example="`Document 44, p. 300` where document 44 fills the pages 120 to 123.",
    remedy="To mend it, compare both numbers with the printed page.",
    check=_check,
)
