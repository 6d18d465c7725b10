"""Split a transcription into lines, each classified by its layout alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum, auto
from typing import NamedTuple

from pipeline.encode.standoff import Marker, PageMark
from pipeline.model.document import Span

_SPACES = re.compile(r" {2,}")
_BLANK = " \t"
CELL_END = "\t\t"
"""What stands between the cells of a row."""


class LineLayout(IntEnum):
    """What a line is by its layout alone."""

    TEXT = auto()
    BULLET = auto()
    ROW = auto()
    PAGE = auto()
    ASIDE = auto()  # nothing but the marker of a note
    PICTURE = auto()  # nothing but a picture with its caption


JUDGED = frozenset({LineLayout.TEXT, LineLayout.BULLET, LineLayout.ROW})
"""The looks of lines that hold words, whose kind is judged."""


class Line(NamedTuple):
    """A line that is not blank.

    ``span`` is its text without indentation, bullet, and the page marks at its ends, which are
    in ``pages_before`` and ``pages_after``; ``words`` is that text without markers and page
    marks. A line of nothing but page marks has them all in ``pages_before``.
    """

    look: LineLayout
    span: Span
    words: str
    indent: int
    blank_before: bool
    pages_before: tuple[Span, ...] = ()
    pages_after: tuple[Span, ...] = ()


class Asides:
    """The markers and page marks of a text, found by place."""

    def __init__(self, pages: Sequence[PageMark], markers: Sequence[Marker]) -> None:
        self.pages = {page.span for page in pages}
        self.spans = sorted([*self.pages, *(marker.span for marker in markers)])
        self.starts = [span[0] for span in self.spans]

    def within(self, start: int, end: int) -> list[Span]:
        """Give those that begin in a stretch of the text."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return self.spans[first:last]


def read_lines(text: str, span: Span, asides: Asides, bullet: str) -> list[Line]:
    """Give the lines of ``text[span]`` that are not blank, in order.

    ``bullet`` begins an item, after its indentation; nothing does where it is empty.
    """
    lines: list[Line] = []
    blank = True
    start, stop = span
    while start < stop:
        end = text.find("\n", start, stop)
        end = stop if end < 0 else end
        line = _read_line(text, (start, end), asides, bullet, blank=blank)
        if line is None:
            blank = True
        else:
            lines.append(line)
            blank = blank and line.look is LineLayout.PAGE
        start = end + 1
    return lines


def _read_line(text: str, span: Span, asides: Asides, bullet: str, *, blank: bool) -> Line | None:
    start, end = trim(text, span)
    if start == end:
        return None
    within = asides.within(*span)
    indent = start - span[0]
    bulleted = indent > 0 and bullet != "" and text.startswith(bullet, start)
    if text.find(CELL_END, *span) >= 0:
        row = (start + len(bullet), span[1]) if bulleted else span
        return Line(LineLayout.ROW, row, _words(text, row, within), 0, blank)
    if bulleted:
        start, end = trim(text, (start + len(bullet), end))
    first, last = 0, len(within)
    while first < last and within[first][0] <= start and within[first] in asides.pages:
        start, end = trim(text, (max(start, within[first][1]), end))
        first += 1
    while first < last and within[last - 1][1] >= end and within[last - 1] in asides.pages:
        last -= 1
        start, end = trim(text, (start, within[last][0]))
    if start >= end:
        look = LineLayout.PAGE if within else LineLayout.BULLET
        return Line(look, (start, start), "", indent, blank, tuple(within))
    words = _words(text, (start, end), within[first:last])
    look = LineLayout.BULLET if bulleted else LineLayout.TEXT if words else LineLayout.ASIDE
    before, after = tuple(within[:first]), tuple(within[last:])
    return Line(look, (start, end), words, indent, blank, before, after)


def mark_pictures(
    lines: list[Line], pictures: Sequence[Span], decided: Sequence[Span]
) -> list[Line]:
    """Tell apart the lines that are nothing but a picture, of which nothing is ``decided``."""
    if not pictures:
        return lines
    return [
        line._replace(look=LineLayout.PICTURE)
        if line.look is LineLayout.TEXT
        and any(start <= line.span[0] and line.span[1] <= end for start, end in pictures)
        and not any(line.span[0] < end and start < line.span[1] for start, end in decided)
        else line
        for line in lines
    ]


def trim(text: str, span: Span) -> Span:
    """Take spaces and tabs off both ends of a span."""
    start, end = span
    while start < end and text[start] in _BLANK:
        start += 1
    while end > start and text[end - 1] in _BLANK:
        end -= 1
    return start, end


def _words(text: str, span: Span, aside: Sequence[Span]) -> str:
    start, end = span
    if not aside:
        return _SPACES.sub(" ", text[start:end])
    parts: list[str] = []
    for left, right in aside:
        parts.append(text[start:left])
        start = max(start, right)
    parts.append(text[start:end])
    return _SPACES.sub(" ", "".join(parts)).strip(" ")
