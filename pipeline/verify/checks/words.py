"""The words in which a check speaks of a place in an output."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model.diagnostics import Finding
from pipeline.model.document import Span
from pipeline.verify.differences import Differences, MarkDifference, MarkFault, TextDifference
from pipeline.verify.reading import MarkKind, excerpt, shown

HINT = (
    "the output was not published; the fault is not in the transcription, "
    "so please report it with this file"
)


def marks_of(
    differences: Differences, change: MarkFault, *kinds: MarkKind
) -> Iterator[MarkDifference]:
    """Give the marks of these kinds that differ in this way."""
    return (m for m in differences.marks if m.change is change and m.mark.kind in kinds)


def findings_of(
    differences: Differences, kind: MarkKind, said: Mapping[MarkFault, str]
) -> Iterator[Finding]:
    """Yield a finding for each differing mark of ``kind``.

    ``said`` has the message for each fault, with ``{}`` for the value of the mark and its place.
    """
    for mark in differences.marks:
        if mark.mark.kind is kind:
            yield finding(mark.span, said[mark.change].format(mark.mark.value, place(mark)))


def finding(span: Span, message: str) -> Finding:
    """Say what is wrong with an output, at its place in the transcription."""
    return Finding(span, message, HINT)


def place(difference: MarkDifference, *, moved: bool = False) -> str:
    """Show where a mark belongs, or where it has moved to."""
    mark = difference.found if moved and difference.found else difference.mark
    return f"“{excerpt(difference.expected.text, mark.start, mark.end)}” in {difference.where}"


def quoted(text: TextDifference) -> str:
    """Quote what should be there, with a little of what stands around it."""
    near = excerpt(text.expected.text, text.start, text.end)
    return f"“{shown(text.wanted)}” in “{near}”"


def division(text: TextDifference) -> str:
    """Say what has become of the end of a block, row, cell or line."""
    return f"“{shown(text.wanted)}” has become “{shown(text.found)}”"
