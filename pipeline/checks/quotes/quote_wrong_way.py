"""T126: a quotation mark turned the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.quotes.wrong_way import wrong_way
from pipeline.checks.rule import HIGH_QUOTES, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for mark, place in wrong_way(proof):
        opens = mark == "“"
        span = proof.span(place, place + 1)
        yield Finding(
            span,
            "“ stands at the end of a word" if opens else "” stands at the beginning of a word",
            f"turn the mark: {'”' if opens else '“'}",
            fix=mended(proof, span, mark, "”" if opens else "“"),
        )


RULE = DocumentRule(
    "T126", "quote-wrong-way", Severity.WARNING, check=_check, languages=HIGH_QUOTES,
    summary="A quotation mark turned the wrong way.",
    why="Programs that make quotation marks curly guess, and go wrong after dashes and markers.",
    example="`the “Big Three“ met`.",
    remedy="To mend it, turn the mark.",
)  # fmt: skip
