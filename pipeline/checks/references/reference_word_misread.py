"""X104: a word before a page number is probably a misreading of ante or post."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity

_TABLE = Path(__file__).with_name("misread_words.toml")
_PAGE = re.compile(r"pp?\. ?[0-9]", re.ASCII)
_WORD_BEFORE = re.compile(r"\b([a-z]{2,8}),? \Z", re.ASCII)
_REACH = 12


@cache
def _misreadings() -> dict[str, str]:
    table: dict[str, list[str]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {wrong: right for right, wrongs in table.items() for wrong in wrongs}


def _check(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for page in _PAGE.finditer(text):
        before = _WORD_BEFORE.search(text, max(page.start() - _REACH, 0), page.start())
        if before and (right := _misreadings().get(before[1])):
            wrong = before[1]
            span = view.plain.span(*before.span(1))
            yield Finding(
                span,
                f"“{wrong}” is probably a misreading of “{right}”",
                f"compare with the printed page; if it has “{right}”, correct the word",
                fix=Mending.wording(f"write “{right}”", (span, right)),
            )


RULE = DocumentRule(
    "X104", "reference-word-misread", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A word before a page number is probably a misreading of `ante` or `post`.",
    why="""Such words are set in italics and often misread by recognition programs. The reference is
    not recognized, so nobody can follow it. The text stays as it was handed in.""",
    example="`See pod, p. 1585` for `See post, p. 1585`.",
    remedy="To mend it, compare with the printed page and correct the word in the transcription.",
)  # fmt: skip
