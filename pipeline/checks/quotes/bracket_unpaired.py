"""T122: a square bracket without its partner."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.quotes.pairs import unpaired
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for place, is_opening in unpaired(proof, proof.marks_of("[]"), lambda mark, _: mark == "["):
        yield Finding(
            proof.span(place, place + 1),
            "this bracket is not closed" if is_opening else "this bracket was not opened",
            "set the bracket that is missing, or take this one out",
        )


RULE = DocumentRule(
    "T122", "bracket-unpaired", Severity.WARNING, check=_check,
    summary="A square bracket without its partner.",
    why="""Square brackets set off what the editors have added; without one of the two nobody can
    tell what is theirs.""",
    example="`[Here follows a list of those present.`",
    remedy="To mend it, set the bracket that is missing, as on the printed page.",
)  # fmt: skip
