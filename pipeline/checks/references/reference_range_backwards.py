"""X106: a range of pages, documents or notes ends before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_LAST = re.compile(r"[–-](?<=[0-9].)(?P<last>[0-9]{1,6})(?![0-9/–-])", re.ASCII)
_FIRST = re.compile(
    r"(?:pp\.|[Pp]ages|[Dd]ocuments|Nos\.|[Ff]ootnotes) (?P<first>[0-9]{1,6})\Z", re.ASCII
)
_REACH = 20


def _check(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for last in _LAST.finditer(text):
        first = _FIRST.search(text, max(last.start() - _REACH, 0), last.start())
        if first is not None and _is_backwards(first["first"], last["last"]):
            yield Finding(
                view.plain.span(first.start(), last.end()),
                f"the range “{text[first.start() : last.end()]}” ends before it begins",
                "compare with the printed page: one of the two numbers may be misread",
            )


RULE = DocumentRule(
    "X106", "reference-range-backwards", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A range of pages, documents or notes ends before it begins.",
    why="One of its two numbers was misread.",
    example="`pp. 209–208` or `Documents 44–41`.",
    remedy="To mend it, compare with the printed page; where the print has it, the text stays.",
)  # fmt: skip


def _is_backwards(first: str, last: str) -> bool:
    """The second number may leave out what it shares with the first: 1123–24."""
    return int(first[: len(first) - len(last)] + last) < int(first)
