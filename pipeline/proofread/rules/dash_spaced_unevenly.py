"""T140: a dash has a space on one side and none on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(r"(?<=[a-z]{2}) —(?=[a-z]{2})|(?<=[a-z]{2})— (?=[a-z]{2})")


def _check(proof: Proof) -> Iterator[Finding]:
    if proof.has_pair(" —", "— "):
        for _, span in proof.find(_PATTERN):
            yield Finding(
                span,
                "the dash has a space on one side only",
                "make both sides alike, or restore the word that is missing",
            )


RULE = Rule(
    "T140",
    "dash-spaced-unevenly",
    Severity.INFO,
    summary="A dash has a space on one side and none on the other.",
    why="Either a space was lost or one is too many, or a word beside the dash is missing.",
    example="`the plan— if it was one`.",
    remedy="To mend it, make both sides alike, as on the printed page.",
    check=_check,
)
