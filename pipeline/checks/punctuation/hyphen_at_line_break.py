"""T137: a word is broken at the end of a line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_PATTERN = re.compile(r"[-‐](?<=[a-z]{2}.)\n(?=[a-z]{2})")
_ENDS = ("-\n", "‐\n")
_TABLE = Path(__file__).with_name("joining_words.toml")


@cache
def _joining_words() -> dict[str, list[str]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def _joined(language: str) -> re.Pattern[str]:
    """Match a hyphen before the space that a line end became; “pre- and postwar” is let pass."""
    words = "|".join(_joining_words()[language])
    return re.compile(rf"[-‐](?<=[a-z]{{2}}.) (?=[a-z]{{2}})(?!(?:{words})\b)")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    places: list[Span] = []
    if any(end in proof.source.text for end in _ENDS):
        places += [span for _, span in proof.find_raw(_PATTERN)]
    if proof.has_pair("- ") or "‐" in proof.characters:
        joined = _joined(view.main_language)
        places += [span for _, span in proof.find(joined)]
    for span in places:
        broken = proof.source.text[span[0] : span[1]]
        yield Finding(
            span,
            "a word is broken at the end of a line here",
            "write the word in one",
            fix=Mending.wording("write the word in one", (span, ""))
            if len(broken) == len("- ")
            else None,
        )


RULE = DocumentRule(
    "T137", "hyphen-at-line-break", Severity.WARNING,
    check=_check, languages=frozenset(_joining_words()),
    summary="A word is broken at the end of a line.",
    why="""A transcription has no lines but its paragraphs; the break comes from the printed page,
    and no search finds the word.""",
    example="`the govern-` and `ment of France` in the next line.",
    remedy="To mend it, write the word in one.",
)  # fmt: skip
