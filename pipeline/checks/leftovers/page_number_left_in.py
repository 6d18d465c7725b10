"""T171: a line of its own looks like the number of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(
    r"\n\n([-–—] ?[0-9]{1,4} ?[-–—]|[Pp]age [0-9]{1,4}"
    r"|\[?[Pp][.] ?[0-9]{1,4}\]?|[1-9][0-9]{1,3})(?=\n\n[^ ])",
    re.ASCII,
)


def _check(view: View) -> Iterator[Finding]:
    for match, _ in view.proof.find_raw(_PATTERN):
        yield Finding(
            match.span(1),
            f"“{match[1]}” looks like the number of a page",
            f"write {view.page_mark('N')} where page N begins, or take the line out",
        )


RULE = DocumentRule(
    "T171", "page-number-left-in", Severity.WARNING, check=_check,
    summary="A line of its own looks like the number of a page.",
    why="""It was left in from the foot or the head of the printed page and would be printed in the
    middle of the text, while the page itself is missing.""",
    example="`- 334 -` between two paragraphs.",
    remedy="To mend it, write `[Page 334]` where the page begins, or take the line out.",
)  # fmt: skip
