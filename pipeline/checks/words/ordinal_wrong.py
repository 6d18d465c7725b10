"""T160: the ending of an ordinal does not fit its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_TEENS = (11, 12, 13)
_PATTERN = re.compile(r"([0-9]*[0-9])(st|nd|rd|th)", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.mingled:
        found = _PATTERN.fullmatch(word)
        if found and found[2] != _ending(int(found[1][-2:])):
            right = found[1] + _ending(int(found[1][-2:]))
            for span in proof.places(word):
                yield Finding(
                    span,
                    f"“{word}”: the ending does not fit the number",
                    f"compare with the printed page; “{right}” would fit",
                    fix=reworded(proof, span, word, right),
                )


RULE = DocumentRule(
    "T160", "ordinal-wrong", Severity.WARNING, check=_check, languages=ENGLISH,
    summary="The ending of an ordinal does not fit its number.",
    why="One of the two was misread, and the number may be wrong.",
    example="`the 21th session`.",
    remedy="To mend it, compare with the printed page and correct the one that is wrong.",
)  # fmt: skip


def _ending(number: int) -> str:
    if number in _TEENS:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
