"""T132: two marks of punctuation where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.proofread.fixes import mended
from pipeline.proofread.proof import Proof

_PATTERN = re.compile(
    r"[,;:.](?=[,;:.])(?:(?<=,)[,;:.]|(?<=[;:])[;:,.]|(?<=[a-z]{3}[.])[.](?![.]))"
    r"(?=[ \n\x01\x02\x1e”)])"
)

# Of two others either can be right, and two points may mark an omission.
_CERTAIN = frozenset({",,", ";;", "::"})


def _check(proof: Proof) -> Iterator[Finding]:
    for match, span in proof.find(_PATTERN):
        marks = match.group()
        yield Finding(
            span,
            f"“{marks}”: one of the two marks is too many",
            "take the wrong one out, as on the printed page",
            fix=mended(proof, span, marks, marks[0]) if marks in _CERTAIN else None,
        )


RULE = Rule(
    "T132",
    "punctuation-doubled",
    Severity.WARNING,
    summary="Two marks of punctuation where one belongs.",
    why="One of them was left behind by a change, or is a speck that recognition took for a mark.",
    example="`London,, May 2`; `the Secretary.. He`.",
    remedy="To mend it, take the wrong one out.",
    check=_check,
)
