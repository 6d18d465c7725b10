"""T140: a dash has a space on one side and none on the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r"(?<=[a-z]{2}) —(?=[a-z]{2})|(?<=[a-z]{2})— (?=[a-z]{2})")


def _check(view: View) -> Iterator[Finding]:
    if view.proof.has_pair(" —", "— "):
        for _, span in view.proof.find(_PATTERN):
            yield Finding(
                span,
                "the dash has a space on one side only",
                "make both sides alike, or restore the word that is missing",
            )


RULE = DocumentRule(
    "T140", "dash-spaced-unevenly", Severity.INFO, check=_check,
    summary="A dash has a space on one side and none on the other.",
    why="Either a space was lost or one is too many, or a word beside the dash is missing.",
    example="`the plan— if it was one`.",
    remedy="To mend it, make both sides alike, as on the printed page.",
)  # fmt: skip
