"""The pieces that a text was laid out anew of, and where marks stand in it then."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice
from typing import NamedTuple

from pipeline.model.document import Span
from pipeline.model.form import Form
from pipeline.model.marks import MarksRead, TranscribersMark


class Piece(NamedTuple):
    """Where a part came to stand, and the stretch of the other text that it was made of."""

    start: int
    other: int
    other_end: int
    is_copy: bool


def without_empty(pieces: Sequence[Piece], length: int) -> tuple[Piece, ...]:
    """Leave out the pieces that hold no character."""
    ends = [*(piece.start for piece in pieces[1:]), length]
    return tuple(p for p, end in zip(pieces, ends, strict=False) if p.start < end)


def moved(
    marks: Sequence[TranscribersMark], pieces: Sequence[Piece], length: int
) -> Iterator[TranscribersMark]:
    """Lead marks to where their words stand in a text that was laid out anew of ``pieces``.

    What was moved apart is marked in each place.
    """
    if not marks:
        return
    way = _WayOn(pieces, length)
    moved = [
        (span[0], -span[1], order, mark._replace(span=span))
        for order, mark in enumerate(marks)
        for span in way.spans(mark.span)
    ]
    yield from (mark for *_, mark in sorted(moved, key=lambda one: one[:3]))


def moved_read(read: MarksRead | None, pieces: Sequence[Piece], length: int) -> MarksRead | None:
    """Lead the places of what was read to where they stand in a text that was laid out anew."""
    if read is None:
        return None
    way = _WayOn(pieces, length)
    place, *unclosed = (way.place(span) for span in (read.place, *read.unclosed))
    return replace(read, place=place, unclosed=tuple(unclosed))


def moved_form(form: Form | None, pieces: Sequence[Piece], length: int) -> Form | None:
    """Lead the places of a form to where they stand in a text that was laid out anew."""
    if form is None:
        return None
    way = _WayOn(pieces, length)
    markers = tuple((way.place(span), note) for span, note in form.markers)
    return replace(form, place=way.place(form.place), markers=markers)


class _WayOn:
    """Leads stretches of a text to where they stand in the one that was made of its pieces."""

    def __init__(self, pieces: Sequence[Piece], length: int) -> None:
        self.pieces = pieces
        self.stops = [*(piece.start for piece in pieces[1:]), length]
        self.order = sorted(range(len(pieces)), key=lambda at: pieces[at][1:3])
        self.starts = [pieces[at].other for at in self.order]
        self.ends = list(accumulate((pieces[at].other_end for at in self.order), max))

    def spans(self, span: Span) -> Iterator[Span]:
        """Give the stretches that ``span`` came to be; none where it was left out."""
        first = bisect_left(self.ends, span[0])
        near = self.order[first : bisect_right(self.starts, span[1])]
        if span[0] == span[1]:
            yield from islice((self._point(at, span[0]) for at in near), 1)
            return
        done: list[int] = []
        for at in sorted(at for at in near if self._is_inside(self.pieces[at], span)):
            start, end = self._part(at, span)
            if done and done[2] != at - 1:
                yield done[0], done[1]
                done = []
            done = [done[0] if done else start, end, at]
        if done:
            yield done[0], done[1]

    def place(self, span: Span) -> Span:
        """Give where ``span`` begins now, or what is left of it."""
        for found in (*self.spans(span), *self.spans((span[0], span[0]))):
            return found
        return 0, 0

    def _point(self, at: int, place: int) -> Span:
        piece = self.pieces[at]
        there = piece.start + (place - piece.other if piece.is_copy else 0)
        return there, there

    def _is_inside(self, piece: Piece, span: Span) -> bool:
        if piece.is_copy:
            return piece.other < span[1] and piece.other_end > span[0]
        if piece.other == piece.other_end:
            return span[0] < piece.other < span[1]
        return span[0] <= piece.other and piece.other_end <= span[1]

    def _part(self, at: int, span: Span) -> Span:
        piece = self.pieces[at]
        if not piece.is_copy:
            return piece.start, self.stops[at]
        shift = piece.start - piece.other
        return max(span[0], piece.other) + shift, min(span[1], piece.other_end) + shift
