"""T156: a letter stands three times in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_TRIPLES = tuple(letter * 3 for letter in "cdeflmnoprst")
_WORD = re.compile(r"[A-Za-z][a-z]+", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    text = "\n".join(map("\n".join, (proof.plain, proof.capitalized)))
    found = [triple for triple in _TRIPLES if triple in text]
    if not found:
        return
    for word in sorted(proof.plain | proof.capitalized):
        if any(triple in word for triple in found) and _WORD.fullmatch(word):
            for span in proof.places(word):
                yield Finding(
                    span,
                    f"“{word}” has a letter three times in a row",
                    "correct the word",
                    fix=reworded(proof, span, word, _twice(word)),
                )


RULE = DocumentRule(
    "T156", "letter-tripled", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A letter stands three times in a row.",
    why="No English word has that.",
    example="`committtee` for `committee`.",
    remedy="To mend it, take one out.",
)  # fmt: skip


def _twice(word: str) -> str:
    for triple in _TRIPLES:
        word = word.replace(triple, triple[1:])
    return word
