"""T179: a bullet with nothing behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_PATTERN = re.compile(r"^[ \t]{0,20}(•)[ \t]{0,20}$", re.MULTILINE)


def _check(view: View) -> Iterator[Finding]:
    if "•" in view.proof.source.text:
        for match, _ in view.proof.find_raw(_PATTERN):
            yield Finding(
                match.span(1),
                "this item of a list has no text",
                "write the text that is missing, or take the line out",
            )


RULE = DocumentRule(
    "T179", "item-without-text", Severity.WARNING, check=_check,
    summary="A bullet with nothing behind it.",
    why="The text of the item was lost, and no output shows that there was one.",
    example="a line that holds `•` and nothing else.",
    remedy="To mend it, write the text of the item, or take the line out.",
)  # fmt: skip
