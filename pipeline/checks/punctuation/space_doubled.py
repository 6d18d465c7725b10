"""T136: two or more spaces inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import run_of_spaces
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r"(?<=[^ .?!:\n\x1e])  (?=[^ \x1e])")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.has_pair("  "):
        for match, span in proof.find(_PATTERN):
            yield Finding(
                span,
                f"there are {len(match.group())} spaces in a row",
                "take all but one out, or restore the word that is missing",
                fix=run_of_spaces(proof, span, " "),
            )


RULE = DocumentRule(
    "T136", "space-doubled", Severity.INFO, check=_check,
    summary="Two or more spaces inside a sentence.",
    why="""No page shows them, but they show up as differences, and a search for the two words finds
    nothing. A word between them may have been lost.""",
    example="`the  Secretary`.",
    remedy="To mend it, take one out, or restore the word that is missing.",
)  # fmt: skip
