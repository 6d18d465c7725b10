"""S122: a line announces an attachment, and none follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_ANNOUNCED = re.compile(
    r"\[?(?:Enclosure|Attachment|Annex|Appendix|Tab)s?(?: [A-Z0-9]{1,3})?:?\]?", re.ASCII
)


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    if any(passage.division for passage in plain.passages):
        return
    filled = [p for p in plain.main if p.start < p.end]
    if filled and (match := _ANNOUNCED.fullmatch(plain.words(filled[-1]))):
        yield Finding(
            plain.span_of(filled[-1]),
            f"“{match.group()}” announces an attachment, and none follows",
            "add the attachment below this line, or say in a note where it is",
        )


RULE = DocumentRule(
    "S122", "attachment-absent", Severity.INFO, check=_check, languages=ENGLISH,
    summary="A line announces an attachment, and none follows.",
    why="The attachment was lost, or stands in a file of its own.",
    example="`[Enclosure]` as the last line of a document.",
    remedy="To mend it, add the attachment below the line that announces it.",
)  # fmt: skip
