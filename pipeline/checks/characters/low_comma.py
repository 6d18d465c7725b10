"""T113: a low quotation mark stands where a comma belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r"(?<=\w)[‚„](?= )")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint("‚„"):
        return
    for match, span in proof.find(_PATTERN):
        yield Finding(
            span,
            f"“{match.group()}” (U+{ord(match.group()):04X}) is a low quotation mark, no comma",
            "write a comma",
            fix=mended(proof, span, match.group(), ","),
        )


RULE = DocumentRule(
    "T113", "low-quote-for-comma", Severity.WARNING, check=_check,
    summary="A low quotation mark stands where a comma belongs.",
    why="""The two can hardly be told apart on the page, but the sentence has lost its comma for
    every program.""",
    example="`London‚ May 2` with U+201A for the comma.",
    remedy="To mend it, write a comma.",
)  # fmt: skip
