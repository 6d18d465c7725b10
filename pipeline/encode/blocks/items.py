"""Give the items of a list all the paragraphs that belong to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.encode.blocks.kinds import LineKind, Unit
from pipeline.encode.blocks.lines import LineLayout
from pipeline.encode.blocks.lists import label_form

_CARRIED = frozenset({
    LineKind.PARAGRAPH, LineKind.ITEM, LineKind.LIST_HEAD, LineKind.QUOTATION, LineKind.PAGE,
    LineKind.ROW,
})  # fmt: skip
_LONGEST_ITEM = 24
_COUNTED = re.compile(r"(\W*)([1-9][0-9]{0,2}|[A-Za-z])(\W*)", re.ASCII)
_FIRST = frozenset({"1", "a", "A"})


def settle_items(units: Sequence[Unit]) -> list[Unit]:
    """Make items of paragraphs that are indented below a bullet, or stand between two labels.

    An item of one paragraph has it right below its label; a blank line there says that more
    follow, up to the next label of the same form. Where the last item ends is not known.
    """
    settled = _labelled(_indented(units))
    for place, unit in enumerate(settled):
        if unit.kind is not LineKind.LABEL or not _is_open(units, place):
            continue
        for inner in range(place + 1, _next_label(units, place)):
            if units[inner].kind is LineKind.PARAGRAPH:
                settled[inner] = replace(units[inner], kind=LineKind.ITEM)
    return settled


def _labelled(units: Sequence[Unit]) -> list[Unit]:
    """Make labels of ``a.`` and ``1.`` in lines of their own where ``b.`` or ``2.`` is one."""
    settled = list(units)
    for place in range(len(units) - 1, -1, -1):
        if settled[place].kind is not LineKind.LABEL:
            continue
        before = _counted_before(settled[place].words)
        for above in range(place - 1, max(-1, place - _LONGEST_ITEM), -1):
            if settled[above].kind not in _CARRIED:
                break
            if settled[above].kind is LineKind.PARAGRAPH and settled[above].words == before:
                settled[above] = replace(settled[above], kind=LineKind.LABEL)
                break
    return settled


def _counted_before(words: str) -> str | None:
    """Give the label before one, ``(9)`` for ``(10)``; nothing for the first of a count."""
    found = _COUNTED.fullmatch(words)
    if found is None or found[2] in _FIRST:
        return None
    core = found[2]
    return f"{found[1]}{int(core) - 1 if core.isdecimal() else chr(ord(core) - 1)}{found[3]}"


def _indented(units: Sequence[Unit]) -> list[Unit]:
    """Make items of the paragraphs below a bullet that are indented as its text is."""
    settled: list[Unit] = []
    indent = None
    for unit in units:
        if unit.kind is LineKind.PARAGRAPH and indent is not None and unit.line.indent > indent:
            settled.append(replace(unit, kind=LineKind.ITEM))
            continue
        settled.append(unit)
        if unit.line.look is LineLayout.BULLET:
            indent = unit.line.indent
        elif unit.kind not in _CARRIED or not unit.line.indent:
            indent = None if unit.kind is not LineKind.PAGE else indent
    return settled


def _is_open(units: Sequence[Unit], place: int) -> bool:
    below = next((unit for unit in units[place + 1 :] if unit.kind is not LineKind.PAGE), None)
    return below is not None and below.kind in _CARRIED and not below.joined


def _next_label(units: Sequence[Unit], place: int) -> int:
    """Give the place of the label that goes on after that at ``place``, or ``place``."""
    form = label_form(units[place].words)
    for later in range(place + 1, min(place + _LONGEST_ITEM, len(units))):
        if units[later].kind is LineKind.LABEL:
            if label_form(units[later].words) == form:
                return later
        elif units[later].kind not in _CARRIED:
            break
    return place
