"""T101: a character of a private-use area."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def _check(view: View) -> Iterator[Finding]:
    if not any(map(_PATTERN.match, view.proof.characters)):
        return
    for match, span in view.proof.find_raw(_PATTERN):
        yield Finding(
            span,
            f"U+{ord(match.group()):04X} is a private-use character, which has no agreed form",
            "write the character that Unicode has for what the page shows",
        )


RULE = DocumentRule(
    "T101", "private-use-character", Severity.WARNING, check=_check,
    summary="A character of a private-use area.",
    why="""What it looks like is agreed between one font and its users and nowhere else; every other
    font shows an empty box.""",
    example="U+E000 where an old font had a ligature.",
    remedy="To mend it, look up the printed page and write the character that Unicode has for it.",
)  # fmt: skip
