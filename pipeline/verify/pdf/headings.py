"""The levels of headings in a PDF, which counts those of all texts in one hierarchy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.verify.expected import Expected
from pipeline.verify.reading import Mark, MarkKind, Passage

_BLANK = " \u00a0"


def in_print(expected: Sequence[Expected], levels: Sequence[int]) -> list[Expected]:
    """Set the headings of texts that stand at ``levels`` below one another.

    PDF/UA-1 (7.4) wants no level left out, and no heading without words.
    """
    printed: list[Expected] = []
    last = 0
    for one, level in zip(expected, levels, strict=True):
        marks: list[Mark] = []
        for mark in one.reading.body.marks:
            if mark.kind is not MarkKind.HEADING:
                marks.append(mark)
            elif one.reading.body.text[mark.start : mark.end].strip(_BLANK):
                last = min(level - 1 + int(mark.value), last + 1)
                marks.append(replace(mark, value=str(last)))
        body = Passage(one.reading.body.text, tuple(marks))
        printed.append(replace(one, reading=replace(one.reading, body=body)))
    return printed
