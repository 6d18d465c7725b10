"""T161: a year far from the date of its document, as two figures changed round would give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median_low

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_YEAR = re.compile(r"[1-9][0-9]{3}", re.ASCII)
# What comes before a year, and before hardly any other number.
_BEFORE = re.compile(
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: [0-9]{1,2},)?|[Ii]n|[Ss]ince|[Dd]uring|[Uu]ntil) $",
    re.ASCII,
)
_NEAR, _FAR, _LONGEST = 10, 60, 16


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    year = median_low(proof.years) if proof.years else 0
    for word in proof.unusual:
        if _YEAR.fullmatch(word) and abs(int(word) - year) > _FAR:
            meant = next((m for m in _slips(word) if abs(m - year) <= _NEAR), None)
            if meant is not None:
                for span in proof.places(word):
                    if _BEFORE.search(proof.source.text, max(span[0] - _LONGEST, 0), span[0]):
                        yield Finding(
                            span,
                            f"the year {word} is far from {year}, the year of most dates here",
                            f"compare with the printed page; {meant} would fit",
                            fix=reworded(proof, span, word, str(meant)),
                        )


RULE = DocumentRule(
    "T161", "year-far-off", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="A year far from the date of its document, as two figures changed round would give.",
    why="The document is found at the wrong date, or the reference leads nowhere.",
    example="`May 2, 1495` in a document of 1945.",
    remedy="To mend it, compare with the printed page and correct the year.",
)  # fmt: skip


def _slips(year: str) -> Iterator[int]:
    """Yield the years that two figures changed round would give."""
    for place in range(3):
        yield int(year[:place] + year[place + 1] + year[place] + year[place + 2 :])
