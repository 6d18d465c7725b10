"""T135: a space before a comma, a full stop or another mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.rule import CLOSE_MARKS, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r" [,;:?!.](?=[ \x1e\x01”])")
# The web view sets a space between italic words or marked-up names and the mark after them.
_BEFORE = re.compile(r"(?:[ (“—][a-z]{2,20}|[0-9]|[)”])$", re.ASCII)
_LATIN = (" ante", " ibid", " infra", " post", " supra")
_LONGEST = 22


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if not proof.has_pair(*_PAIRS):
        return
    for match, span in proof.find(_PATTERN):
        start = match.start()
        before = proof.prose[max(start - _LONGEST, 0) : start]
        is_omission = (
            match.group() == " ." and proof.prose[match.end() : match.end() + 2] in _POINTS
        )
        if _BEFORE.search(before) and not before.endswith(_LATIN) and not is_omission:
            yield Finding(
                span,
                f"there is a space before “{match.group()[1]}”",
                "take the space out, or restore the word that is missing",
                fix=mended(proof, span, match.group(), match.group()[1]),
            )


RULE = DocumentRule(
    "T135", "space-before-punctuation", Severity.WARNING, check=_check, languages=CLOSE_MARKS,
    summary="A space before a comma, a full stop or another mark.",
    why="""It comes from recognition, or a word between the space and the mark was lost. After names
    nothing is said, since the web view of older volumes sets a space there; points that mark an
    omission are let pass as well.""",
    example="`in the morning , he said`.",
    remedy="To mend it, take the space out, or restore the word that is missing.",
)  # fmt: skip


_PAIRS = (" ,", " ;", " :", " ?", " !", " .")
_POINTS = (" .", " ,", " ;", " ?", " ”", "..")
