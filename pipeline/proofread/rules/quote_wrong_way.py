"""T126: a quotation mark turned the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.proofread.fixes import mended
from pipeline.proofread.proof import Proof
from pipeline.proofread.quotes import wrong_way


def _check(proof: Proof) -> Iterator[Finding]:
    for mark, place in wrong_way(proof):
        opens = mark == "“"
        span = proof.span(place, place + 1)
        yield Finding(
            span,
            "“ stands at the end of a word" if opens else "” stands at the beginning of a word",
            f"turn the mark: {'”' if opens else '“'}",
            fix=mended(proof, span, mark, "”" if opens else "“"),
        )


RULE = Rule(
    "T126",
    "quote-wrong-way",
    Severity.WARNING,
    summary="A quotation mark turned the wrong way.",
    why="Programs that make quotation marks curly guess, and go wrong after dashes and markers.",
    example="`the “Big Three“ met`.",
    remedy="To mend it, turn the mark.",
    check=_check,
)
