"""T123: a parenthesis without its partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.quotes.pairs import unpaired
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_LABEL = re.compile(r"(?<!\w)[A-Za-z0-9]{1,4}[.]?$", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for place, is_opening in unpaired(proof, proof.marks_of("()"), lambda mark, _: mark == "("):
        if is_opening or not _LABEL.search(proof.prose, max(place - 6, 0), place):
            yield Finding(
                proof.span(place, place + 1),
                "this parenthesis is not closed"
                if is_opening
                else "this parenthesis was not opened",
                "set the parenthesis that is missing, or take this one out",
            )


RULE = DocumentRule(
    "T123", "parenthesis-unpaired", Severity.INFO, check=_check,
    summary="A parenthesis without its partner.",
    why="""It is most often lost in recognition, or a misread letter: `(` for C, `)` for J. The
    closing one after a letter or number, as in `a)`, is a label and let pass.""",
    example="`(see the memorandum of May 2 and the reply.`",
    remedy="To mend it, set the parenthesis that is missing, as on the printed page.",
)  # fmt: skip
