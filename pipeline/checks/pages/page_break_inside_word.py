"""P110: a page breaks inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_WORD = re.compile(r"[A-Za-z][a-z-][a-z]", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for mark in view.plain.marks:
        if mark.in_words and isinstance(mark.node, model.PageBreak):
            before, after = text[max(mark.at - 2, 0) : mark.at], text[mark.at : mark.at + 1]
            if _WORD.fullmatch(before + after):
                yield Finding(
                    mark.node.span,
                    f"page {mark.node.number} begins inside a word",
                    "put the page mark behind the word, with a space on both sides",
                )


RULE = DocumentRule(
    "P110", "page-break-inside-word", Severity.WARNING, check=_check,
    summary="A page breaks inside a word.",
    why="""Readers find the word whole in no search, and outputs print the page number in its
    middle.""",
    example="`the har[Page 12]bour`.",
    remedy="""To mend it, put the page mark behind the word, or the space that is missing beside the
    mark.""",
)  # fmt: skip
