"""Fixes put into a text: in order of place, and none where another has been."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from pipeline.model.diagnostics import Fix, Location, Replacement
from pipeline.model.document import Span
from pipeline.model.source import lines_of
from pipeline.review.changed_file import BYTE_ORDER_MARK


class Lines:
    """The way from line and column to a place in ``text``, as messages count them.

    Lines are those of :func:`pipeline.model.source.lines_of`, and a byte-order mark is no column.
    """

    def __init__(self, text: str) -> None:
        self._hidden = int(text.startswith(BYTE_ORDER_MARK))
        lines = lines_of(text[self._hidden :])
        self._starts = list(accumulate((len(line) + 1 for line in lines), initial=self._hidden))

    def span(self, place: Location) -> Span:
        """Give the stretch of the text that ``place`` is."""
        start = self._starts[place.line - 1] + place.column - 1
        return start, self._starts[place.end_line - 1] + place.end_column - 1


def compatible(fixes: Iterable[Fix], text: str) -> tuple[Fix, ...]:
    """Give those of ``fixes``, all of one file with ``text``, that can be made together.

    Of two that overlap or touch the earlier one stays; the other is found again once this one is
    made, if it is still needed.
    """
    lines = Lines(text)
    taken: set[int] = set()
    chosen: list[Fix] = []
    for fix in sorted(fixes, key=lambda one: (_spans(one, lines), one.message)):
        places = {place for start, end in _spans(fix, lines) for place in range(start, end + 1)}
        if taken.isdisjoint(places):
            taken |= places
            chosen.append(fix)
    return tuple(chosen)


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """Make all of ``fixes``, which are :func:`compatible`, in ``text``."""
    lines = Lines(text)
    changes = [(lines.span(change.location), change) for fix in fixes for change in fix.changes]
    parts: list[str] = []
    done = 0
    for (start, end), change in sorted(changes, key=_start):
        parts += text[done:start], change.text
        done = end
    parts.append(text[done:])
    return "".join(parts)


def _spans(fix: Fix, lines: Lines) -> list[Span]:
    return sorted(lines.span(change.location) for change in fix.changes)


def _start(placed: tuple[Span, Replacement]) -> Span:
    return placed[0]
