"""N118: a marker stands before the full stop or comma, while this document has them behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_RARE = 3
_STOP = re.compile(r"\w[.,]")


def _check(view: View) -> Iterator[Finding]:
    text = view.plain.text
    markers = [
        mark
        for mark in view.plain.marks
        if mark.in_words and isinstance(mark.node, model.NoteMarker)
    ]
    behind = sum(text[mark.at - 1 : mark.at] in {".", ","} for mark in markers)
    before = [mark for mark in markers if _STOP.match(text, max(mark.at - 1, 0))]
    if len(before) * _RARE < behind:
        for mark in before:
            yield Finding(
                mark.node.span,
                "this marker stands before the stop, others in this document behind it",
                "compare with the printed page",
            )


RULE = DocumentRule(
    "N118", "marker-before-full-stop", Severity.INFO, check=_check,
    summary="""A marker stands before the full stop or comma, while this document has them behind
    it.""",
    why="Outputs print it as it stands. It may have been set at a wrong place in transcribing.",
    example="`opened again1.` in a document where the other markers follow the full stop.",
    remedy="To mend it, compare with the printed page.",
)  # fmt: skip
