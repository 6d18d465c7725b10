"""T172: a line of its own looks like the running head of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(
    r"\n\n((?:([0-9]{1,4}) )?[A-Z][^a-z\n]{6,80}[^a-z\n –—-](?: ([0-9]{1,4}))?)(?=\n\n)", re.ASCII
)
_TITLE = re.compile("FOREIGN RELATIONS(?:,| [0-9O]|$)")


def _check(view: View) -> Iterator[Finding]:
    for match, _ in view.proof.find_raw(_PATTERN):
        if _TITLE.search(match[1]) or int(match[2] or match[3] or -1) in view.proof.pages:
            yield Finding(
                match.span(1),
                f"“{match[1]}” looks like the running head of a page",
                f"take the line out, and write {view.page_mark('N')} where page N begins",
            )


RULE = DocumentRule(
    "T172", "running-head-left-in", Severity.WARNING, check=_check,
    summary="A line of its own looks like the running head of a page.",
    why="""It was left in from the top of the printed page and would be printed in the middle of the
    text. Capitals alone do not make a running head; the number has to be that of a page the
    document stands on, or the title that of the series.""",
    example="`334 FOREIGN RELATIONS, 1945, VOLUME II` between two paragraphs.",
    remedy="To mend it, take the line out, and write `[Page 334]` where the page begins.",
)  # fmt: skip
