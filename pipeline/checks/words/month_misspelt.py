"""T157: the name of a month is misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.checks.words.spelling import near
from pipeline.diagnostics import Finding, Severity

_MONTHS = (
    "January", "February", "March", "April", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_SHORT = ("March", "April", "June", "July", "August")


def _check(view: View) -> Iterator[Finding]:
    yield from near(view.proof, _MONTHS, "month", before_a_day=_SHORT)


RULE = DocumentRule(
    "T157",
    "month-misspelt",
    Severity.WARNING,
    summary="The name of a month is misspelt.",
    why="The date is not recognized, so the document cannot be found by it.",
    example="`Septemer 2, 1945`.",
    remedy="To mend it, correct the word, or keep it if the page has it so.",
    check=_check,
    languages=ENGLISH,
)
