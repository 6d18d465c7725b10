"""T128: a space stands between a quotation mark and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import HIGH_QUOTES, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r"(?<=[ —(])“ (?=\w)|(?<=[\w.,;?!]) ”(?=[ .,;\x1e])")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.has_pair("“ ", " ”"):
        for match, span in proof.find(_PATTERN):
            yield Finding(
                span,
                "there is a space between the quotation mark and what it quotes",
                "take the space out",
                fix=mended(proof, span, match.group(), match.group().strip(" ")),
            )


RULE = DocumentRule(
    "T128", "space-inside-quote", Severity.INFO, check=_check, languages=HIGH_QUOTES,
    summary="A space stands between a quotation mark and what it quotes.",
    why="It comes from recognition, and the mark may be left alone at the end of a line.",
    example="`“ the Treaty”`.",
    remedy="To mend it, take the space out.",
)  # fmt: skip
