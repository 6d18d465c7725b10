"""N119: a footnote stands in brackets inside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_BRACKET = re.compile(
    r"\[(?:Footnote:|(?:Footnote|Note|Fn\.?) (?:No\. ?)?[0-9]{1,3}\b|\^[0-9]{1,3}\])",
    re.ASCII | re.IGNORECASE,
)


def _check(view: View) -> Iterator[Finding]:
    for match in _BRACKET.finditer(view.plain.text):
        yield Finding(
            view.plain.span(*match.span()),
            f"“{match.group()}” looks like a footnote that was left in the text",
            "move the note into the list at the end, and set its number here",
        )


RULE = DocumentRule(
    "N119", "note-bracket-left-over", Severity.WARNING, check=_check,
    summary="A footnote stands in brackets inside the text.",
    why="It is no note to any output; its text would be printed in the middle of a sentence.",
    example="`the harbour [Footnote 3: Not printed.] was opened`.",
    remedy="To mend it, move the note into the list at the end and set its number in its place.",
)  # fmt: skip
