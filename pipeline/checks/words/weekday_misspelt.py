"""T158: the name of a day of the week is misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.checks.words.spelling import near
from pipeline.diagnostics import Finding, Severity

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _check(view: View) -> Iterator[Finding]:
    yield from near(view.proof, _DAYS, "weekday")


RULE = DocumentRule(
    "T158",
    "weekday-misspelt",
    Severity.WARNING,
    summary="The name of a day of the week is misspelt.",
    why="A search for the day does not find it.",
    example="`on Wedesday morning`.",
    remedy="To mend it, correct the word, or keep it if the page has it so.",
    check=_check,
    languages=ENGLISH,
)
