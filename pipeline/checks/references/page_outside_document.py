"""X114: a reference names a document and a page that is not in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_BOTH = re.compile(
    r"ocument (?P<document>[0-9]{1,6}),? (?:at )?pp?\. ?(?P<page>[0-9]{1,6})(?![0-9])",
    re.ASCII,
)


def _check(view: View) -> Iterator[Finding]:
    for match in _BOTH.finditer(view.plain.text):
        owners = view.edition.numbers.get(match["document"], ())
        span = view.edition.pages_of(owners[0]) if len(owners) == 1 else None
        if span is not None and not span[0] - 1 <= int(match["page"]) <= span[1]:
            yield Finding(
                view.plain.span(match.start() - 1, match.end()),
                f"page {match['page']} is not in document {owners[0]}, "
                f"which ends on page {span[1]}",
                "compare both numbers with the printed page",
            )


RULE = DocumentRule(
    "X114", "page-outside-document", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A reference names a document and a page that is not in it.",
    why="One of the two numbers was misread.",
    example="`Document 44, p. 300` where document 44 fills the pages 120 to 123.",
    remedy="To mend it, compare both numbers with the printed page.",
)  # fmt: skip
