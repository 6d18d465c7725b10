"""T110: a long s stands in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for span in proof.spans("ſ") if "ſ" in proof.characters else ():
        yield Finding(
            span,
            "there is a long s (U+017F)",
            "write s, or f where the page has it",
            fix=reworded(proof, span, "ſ", "s"),
        )


RULE = DocumentRule(
    "T110", "long-s", Severity.INFO, check=_check,
    summary="A long s stands in the text.",
    why="""Prints of the eighteenth century have it; in later ones it is most often a misread f, and
    a search for the word with s does not find it.""",
    example="`Congreſs` for `Congress`.",
    remedy="To mend it, write s, or f where the page has that.",
)  # fmt: skip
