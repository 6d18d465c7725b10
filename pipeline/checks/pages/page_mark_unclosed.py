"""P107: a page mark lacks one of its brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity

_PAGE = re.compile(r"Page (?P<number>[0-9]{1,5}|[ivxlc]{1,8})\b(?P<closed>[\])}]?)", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for match in _PAGE.finditer(text):
        start = max(match.start() - 1, 0)
        if (text[start : match.start()] == "[") != (match["closed"] == "]"):
            start = start if text[start] == "[" else match.start()
            span = view.plain.span(start, match.end())
            mark = view.page_mark(match["number"])
            # Where the stretch is longer, something stands inside the mark.
            whole = span[1] - span[0] == match.end() - start
            yield Finding(
                span,
                f"{text[start : match.end()]!a} looks like a page mark without its second bracket",
                f"if a page begins here, write it as {mark}",
                fix=Mending.safely(f"write “{mark}”", (span, mark)) if whole else None,
            )


RULE = DocumentRule(
    "P107", "page-mark-unclosed", Severity.WARNING, check=_check,
    summary="A page mark lacks one of its brackets.",
    why="It is taken for text and printed; the page begins nowhere.",
    example="`[Page 12` without the second bracket, or `Page 12]` without the first.",
    remedy="To mend it, write it as `[Page 12]`.",
)  # fmt: skip
