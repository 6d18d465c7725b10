"""T138: a hyphen between spaces, or two of them, for a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r"(?<=[a-z,]) --? (?=[a-z])|(?<=[a-z]{2})--(?=[a-z]{2})")


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "—" in proof.prose and proof.has_pair(" -", "--"):
        for match, span in proof.find(_PATTERN):
            fix = mended(proof, span, match.group(), "—")
            yield Finding(span, "a hyphen stands for a dash here", "write —", fix=fix)


RULE = DocumentRule(
    "T138", "hyphen-for-dash", Severity.INFO, check=_check,
    summary="A hyphen between spaces, or two of them, for a dash.",
    why="Typewriters had no dash; print has one, and the rest of the text has it too.",
    example="`the plan - if it was one - failed` in a text that has `—` elsewhere.",
    remedy="To mend it, write `—`, as on the printed page.",
)  # fmt: skip
