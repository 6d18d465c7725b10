"""T157: the name of a month is misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.proofread.proof import Proof
from pipeline.proofread.spelling import near

_MONTHS = (
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_SHORT = ("March", "April", "June", "July", "August")


def _check(proof: Proof) -> Iterator[Finding]:
    yield from near(proof, _MONTHS, "month", before_a_day=_SHORT)


RULE = Rule(
    "T157",
    "month-misspelt",
    Severity.WARNING,
    summary="The name of a month is misspelt.",
    why="The date is not recognized, so the document cannot be found by it.",
    example="`Septemer 2, 1945`.",
    remedy="To mend it, correct the word, or keep it if the page has it so.",
    check=_check,
)
