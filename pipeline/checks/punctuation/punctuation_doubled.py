"""T132: two marks of punctuation where one belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(
    r"[,;:.](?=[,;:.])(?:(?<=,)[,;:.]|(?<=[;:])[;:,.]|(?<=[a-z]{3}[.])[.](?![.]))"
    r"(?=[ \n\x01\x02\x1e”)])"
)

# Of two others either can be right, and two points may mark an omission.
_CERTAIN = frozenset({",,", ";;", "::"})


def _check(view: View) -> Iterator[Finding]:
    for match, span in view.proof.find(_PATTERN):
        marks = match.group()
        yield Finding(
            span,
            f"“{marks}”: one of the two marks is too many",
            "take the wrong one out, as on the printed page",
            fix=mended(view.proof, span, marks, marks[0]) if marks in _CERTAIN else None,
        )


RULE = DocumentRule(
    "T132", "punctuation-doubled", Severity.WARNING, check=_check,
    summary="Two marks of punctuation where one belongs.",
    why="One of them was left behind by a change, or is a speck that recognition took for a mark.",
    example="`London,, May 2`; `the Secretary.. He`.",
    remedy="To mend it, take the wrong one out.",
)  # fmt: skip
