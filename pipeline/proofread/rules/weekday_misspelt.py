"""T158: the name of a day of the week is misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.proofread.proof import Proof
from pipeline.proofread.spelling import near

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _check(proof: Proof) -> Iterator[Finding]:
    yield from near(proof, _DAYS, "weekday")


RULE = Rule(
    "T158",
    "weekday-misspelt",
    Severity.WARNING,
    summary="The name of a day of the week is misspelt.",
    why="A search for the day does not find it.",
    example="`on Wedesday morning`.",
    remedy="To mend it, correct the word, or keep it if the page has it so.",
    check=_check,
)
