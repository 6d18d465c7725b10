"""T151: a letter that looks like a figure stands in a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import reworded
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_LETTER = re.compile("[lIOo]")
# A small o and a capital I are misread figures between figures or in place of a year's first.
_PATTERN = re.compile(
    r"(?=[^0-9]{0,4}[0-9])"
    r"(?:[0-9lIOo]{1,3}(?:,[0-9lIOo]{3})+|[lI][0-9lOo]{3}|[0-9]{1,3}[lIOo][0-9]{1,3}|[0-9]{2,3}[lOo]"
    r"|[$£]?[0-9lO]{1,12}(?:[.,][0-9lO]{1,12}){0,4})(?:['’]s)?",
    re.ASCII,
)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.mingled:
        if _PATTERN.fullmatch(word) and _LETTER.search(word):
            likely = word.translate(_FIGURES)
            for span in proof.places(word):
                yield Finding(
                    span,
                    f"“{word}” has a letter for a figure; it may be “{likely}”",
                    f"compare with the printed page; if it has “{likely}”, correct the number",
                    fix=reworded(proof, span, word, likely),
                )


RULE = DocumentRule(
    "T151", "letter-in-number", Severity.WARNING, check=_check,
    summary="A letter that looks like a figure stands in a number.",
    why="Recognition takes 1 for l or I and 0 for O; the number is lost for searches and sums.",
    example="`l952` for `1952`; `19O5` for `1905`.",
    remedy="To mend it, write the figure, as on the printed page.",
)  # fmt: skip


_FIGURES = str.maketrans("lIOo", "1100")
