"""T129: a space stands between a bracket or parenthesis and what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r"[(\[] (?=\w)|(?<=[\w.]) [)\]]")
# The web view of older volumes sets names in headings and datelines between spaces.
_MARKED_UP = (model.Heading, model.Dateline, model.OpenerLine)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.has_pair("( ", "[ ", " )", " ]"):
        for match, span in proof.find(_PATTERN):
            if isinstance(proof.passage(match.start()).node, _MARKED_UP):
                continue
            yield Finding(
                span,
                f"there is a space beside “{match.group().strip(' ')}”",
                "take the space out",
                fix=mended(proof, span, match.group(), match.group().strip(" ")),
            )


RULE = DocumentRule(
    "T129", "space-inside-brackets", Severity.INFO, check=_check,
    summary="A space stands between a bracket or parenthesis and what it holds.",
    why="""It comes from recognition, and the bracket may be left alone at the end of a line. Forms
    to be filled in, as `( )`, are let pass.""",
    example="`( see below)`.",
    remedy="To mend it, take the space out.",
)  # fmt: skip
