"""T109: a ligature as a single character."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint(_LIGATURES):
        return
    for ligature in _LIGATURES:
        letters = unicodedata.normalize("NFKD", ligature)
        for span in proof.spans(ligature):
            yield Finding(
                span,
                f"U+{ord(ligature):04X} is a ligature for “{letters}”",
                f"write the letters: {letters}",
                fix=mended(proof, span, ligature, letters),
            )


RULE = DocumentRule(
    "T109", "ligature-character", Severity.WARNING, check=_check,
    summary="A ligature as a single character.",
    why="""Ligatures are the font's business. A search for `office` does not find a word whose
    letters are one character.""",
    example="`oﬃce` (U+FB03) for `office`.",
    remedy="To mend it, write the letters.",
)  # fmt: skip
