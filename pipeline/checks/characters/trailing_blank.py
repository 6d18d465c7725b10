"""T107: a line ends in blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.proof import once
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity

_PATTERN = re.compile(r"(?<=[^ \n]) +$", re.MULTILINE)


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if " \n" not in proof.source.text and not proof.source.text.endswith(" "):
        return
    spans = [span for _, span in proof.find_raw(_PATTERN)]
    fix = Mending.safely("take the blanks out", *((span, "") for span in spans))
    yield from once(spans, "a line ends in blanks", "take the blanks out", fix)


RULE = DocumentRule(
    "T107", "trailing-blank", Severity.INFO, check=_check,
    summary="A line ends in blanks.",
    why="Nobody sees them, but they show up as changes when versions of the file are compared.",
    example="`the Secretary agreed.` with two blanks behind the full stop.",
    remedy="To mend it, take the blanks out. It is said once a file.",
)  # fmt: skip
