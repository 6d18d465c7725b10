"""P108: a page mark has no number, or one that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity

_PAGE = re.compile(r"\[Page ?(?:[?._-]{0,3}|[0-9]{0,4}[lIOoSB?][0-9lIOoSB?]{0,4})\]", re.ASCII)

_FIGURES = str.maketrans("lIOoSB", "110058")


def _check(view: View) -> Iterator[Finding]:
    for match in _PAGE.finditer(view.plain.text):
        span = view.plain.span(*match.span())
        number = match.group()[len("[Page") : -1].strip(" ")
        mark = view.page_mark(number.translate(_FIGURES))
        yield Finding(
            span,
            f"{match.group()!a} looks like a page mark without a number",
            f"write the number of the page into the bracket, as {view.page_mark('12')}",
            fix=Mending.wording(f"write “{mark}”", (span, mark))
            if number.isalnum() and span[1] - span[0] == len(match.group())
            else None,
        )


RULE = DocumentRule(
    "P108", "page-mark-without-number", Severity.WARNING, check=_check,
    summary="A page mark has no number, or one that cannot be read.",
    why="It is taken for text and printed; the page begins nowhere.",
    example="`[Page ]`, `[Page ?]` or `[Page l2]` with the letter l.",
    remedy="To mend it, write the number of the page into the bracket.",
)  # fmt: skip
