"""T178: more than two blank lines stand in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Mending, Rule, Severity
from pipeline.proofread.proof import Proof, once

_PATTERN = re.compile(r"\n{4,}(?=[^\n])")


def _check(proof: Proof) -> Iterator[Finding]:
    if "\n\n\n\n" not in proof.source.text:
        return
    gaps = [(match.start() + 1, match.end()) for match in _PATTERN.finditer(proof.source.text)]
    yield from once(
        gaps,
        "more than two blank lines stand in a row",
        "see whether something is missing here, and leave one blank line",
        Mending.safely("leave one blank line", *(((start + 1, end), "") for start, end in gaps)),
    )


RULE = Rule(
    "T178",
    "blank-lines-many",
    Severity.INFO,
    summary="More than two blank lines stand in a row.",
    why="""One blank line parts two blocks. A larger gap often marks a place where something, a
    table or a picture, was taken out.""",
    example="four blank lines between two paragraphs.",
    remedy="""To mend it, see whether something is missing, and leave one blank line. It is said
    once a file.""",
    check=_check,
)
