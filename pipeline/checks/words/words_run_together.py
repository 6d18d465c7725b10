"""T154: two common words stand without a space between them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_TABLE = Path(__file__).with_name("joined_words.toml")


@cache
def _joined() -> dict[str, str]:
    words: list[str] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["words"]
    return {pair.replace(" ", ""): pair for pair in words}


@cache
def _wrong() -> frozenset[str]:
    return frozenset(_joined())


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.words(_wrong()):
        for span in proof.places(word):
            yield Finding(
                span,
                f"“{word}” is probably “{_joined()[word]}”",
                "put the space in",
                fix=reworded(proof, span, word, _joined()[word]),
            )


RULE = DocumentRule(
    "T154", "words-run-together", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="Two common words stand without a space between them.",
    why="The space was lost at the end of a line or in recognition; no search finds the words.",
    example="`ofthe` for `of the`.",
    remedy="To mend it, put the space in.",
)  # fmt: skip
