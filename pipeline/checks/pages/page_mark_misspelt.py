"""P106: a bracket looks like a page mark and is not written like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity

_MISSPELT = re.compile(
    r"\[ ?[Pp][A-Za-z]{1,4}\.? {0,2}(?P<number>[0-9]{1,5}[a-z]?|[ivxlc]{1,8}) ?\]", re.ASCII
)


def _check(view: View) -> Iterator[Finding]:
    for match in _MISSPELT.finditer(view.plain.text):
        span = view.plain.span(*match.span())
        mark = view.page_mark(match["number"])
        # Where the stretch is longer, something stands inside the bracket.
        whole = span[1] - span[0] == len(match.group())
        yield Finding(
            span,
            f"{match.group()!a} looks like a page mark and was taken for text",
            f"if a page begins here, write it as {mark}",
            fix=Mending.safely(f"write “{mark}”", (span, mark)) if whole else None,
        )


RULE = DocumentRule(
    "P106", "page-mark-misspelt", Severity.WARNING, check=_check,
    summary="A bracket looks like a page mark and is not written like one.",
    why="It is taken for text and printed; the page begins nowhere.",
    example="`[page 12]`, `[Pag 12]` or `[Page12]` for `[Page 12]`.",
    remedy="To mend it, write it as `[Page 12]`.",
)  # fmt: skip
