"""T178: more than two blank lines stand in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.proof import once
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity

_PATTERN = re.compile(r"\n{4,}(?=[^\n])")


def _check(view: View) -> Iterator[Finding]:
    if "\n\n\n\n" not in view.proof.source.text:
        return
    gaps = [(match.start() + 1, match.end()) for match in _PATTERN.finditer(view.proof.source.text)]
    yield from once(
        gaps,
        "more than two blank lines stand in a row",
        "see whether something is missing here, and leave one blank line",
        Mending.safely("leave one blank line", *(((start + 1, end), "") for start, end in gaps)),
    )


RULE = DocumentRule(
    "T178", "blank-lines-many", Severity.INFO, check=_check,
    summary="More than two blank lines stand in a row.",
    why="""One blank line parts two blocks. A larger gap often marks a place where something, a
    table or a picture, was taken out.""",
    example="four blank lines between two paragraphs.",
    remedy="""To mend it, see whether something is missing, and leave one blank line. It is said
    once a file.""",
)  # fmt: skip
