"""T105: a space other than the ordinary one, the no-break space and the em space."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.fixes import run_of_spaces
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_SPACES = "\u1680\u2000\u2001\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint(_SPACES):
        return
    for space in _SPACES:
        for span in proof.spans(space):
            yield Finding(
                span,
                f"U+{ord(space):04X} is an unusual space",
                "write an ordinary space, unless the page needs this one",
                fix=run_of_spaces(proof, span, f" {space}"),
            )


RULE = DocumentRule(
    "T105", "unusual-space", Severity.INFO, check=_check,
    summary="A space other than the ordinary one, the no-break space and the em space.",
    why="""Nobody sees the difference, but a search for the words beside it finds nothing. Em spaces
    are let pass: published texts have them for indents.""",
    example="a thin space (U+2009) between a figure and its unit.",
    remedy="To mend it, write an ordinary space.",
)  # fmt: skip
