"""T104: a no-break space at the end or the beginning of a line, or beside another space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import run_of_spaces
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile("(?:\u00a0[ \u00a0]|[ \t]\u00a0|\u00a0$|^\u00a0)", re.MULTILINE)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "\u00a0" in proof.characters:
        for _, span in proof.find_raw(_PATTERN):
            yield Finding(
                span,
                "a no-break space (U+00A0) keeps nothing together here",
                "take the space out, or write an ordinary one",
                fix=run_of_spaces(proof, span, " \u00a0"),
            )


RULE = DocumentRule(
    "T104", "no-break-space-out-of-place", Severity.INFO, check=_check,
    summary="A no-break space at the end or the beginning of a line, or beside another space.",
    why="""There it keeps nothing together. Most often it comes from a web page, and it makes two
    words that look alike differ for every search.""",
    example="two no-break spaces after a full stop.",
    remedy="To mend it, take the space out, or write an ordinary one.",
)  # fmt: skip
