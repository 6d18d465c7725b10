"""A list of notes numbered anew, as the markers in the text number it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.encode.context import Context
from pipeline.encode.standoff import NoteText
from pipeline.model.diagnostics import Mending

_GLUED = "(?<=[A-Za-z.,;:?!”’)]){}(?![0-9])"


def as_in_text(context: Context) -> Mending | None:
    """Number the list from 1 on, where the markers of its notes do so.

    Gives None where the text is no guide.
    """
    listed = context.found.notes
    first = {marker.note: marker for marker in reversed(context.found.markers)}
    labels = [one.label * one.printed for _, one in sorted(first.items())]
    if listed is None or listed.apart or labels != _count(len(labels)):
        return None
    items = list(_items(context.text, listed.notes[0]))
    if len(items) < len(labels) or _changed_places(items):
        return None
    more = re.compile(_GLUED.format(len(items) + 1), re.ASCII)
    if more.search(context.text, 0, listed.start):  # then a note is lost
        return None
    changes = (
        (item.span("number"), number)
        for item, number in zip(items, _count(len(items)), strict=True)
        if item["number"] != number
    )
    return Mending.safely("number the list of notes as the text does", *changes)


def _changed_places(items: Sequence[re.Match[str]]) -> bool:
    """Tell whether notes may stand in the wrong order with the right numbers."""
    numbers = [int(item["number"]) for item in items]
    known = [number for number in numbers if number <= len(items)]
    return known != sorted(known)


def _count(length: int) -> list[str]:
    return [str(number) for number in range(1, length + 1)]


def _items(text: str, first: NoteText) -> Iterator[re.Match[str]]:
    """Find the lines that look like the first item of the list, whatever their number."""
    start, end = first.number_span
    line = text.rfind("\n", 0, start) + 1
    before, after = re.escape(text[line:start]), re.escape(text[end : first.span[0]])
    item = re.compile(f"^{before}(?P<number>[0-9]{{1,4}}){after}", re.MULTILINE | re.ASCII)
    return item.finditer(text, line)
