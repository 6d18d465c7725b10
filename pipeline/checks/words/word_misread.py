"""T153: a word that recognition makes of a common one, and that is none itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_TABLE = Path(__file__).with_name("misread_words.toml")


@cache
def _misreadings() -> dict[str, str]:
    table: dict[str, list[str]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {wrong: right for right, wrongs in table.items() for wrong in wrongs}


@cache
def _wrong() -> frozenset[str]:
    return frozenset(_misreadings())


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.words(_wrong()):
        likely = _misreadings()[word]
        for span in proof.places(word):
            yield Finding(
                span,
                f"“{word}” is probably a misreading of “{likely}”",
                f"compare with the printed page; if it has “{likely}”, correct the word",
                fix=reworded(proof, span, word, likely.title() if word.istitle() else likely),
            )


RULE = DocumentRule(
    "T153", "word-misread", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A word that recognition makes of a common one, and that is none itself.",
    why="h is read as b or li, n as u, m as rn, y as v: shapes that differ by a hair on the page.",
    example="`tbe` and `tlie` for `the`; `govemment` for `government`.",
    remedy="To mend it, compare with the printed page and correct the word.",
)  # fmt: skip
