"""T152: a figure stands inside a word and is no marker of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(
    r"[A-Za-z]?[a-z]+[013568][a-z]{2,}|[A-Z]?[a-z]{2,}[013568][a-z]+|[015][a-z]{3,}", re.ASCII
)
_LETTERS = str.maketrans("01568", "olsbB")
_ORDINAL = re.compile(r"[0-9]+(?:st|nd|rd|th|mm|cm|km|ies|ers)", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.mingled:
        if _PATTERN.fullmatch(word) and not _ORDINAL.fullmatch(word):
            for span in proof.places(word):
                yield Finding(
                    span,
                    f"“{word}” has a figure in it",
                    "compare with the printed page and write the letter",
                    fix=reworded(proof, span, word, word.translate(_LETTERS)),
                )


RULE = DocumentRule(
    "T152", "figure-in-word", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A figure stands inside a word and is no marker of a note.",
    why="Recognition takes o for 0 and l for 1; no search finds the word.",
    example="`w0rld` for `world`.",
    remedy="To mend it, write the letter, as on the printed page.",
)  # fmt: skip
