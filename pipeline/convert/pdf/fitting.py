"""Room for the columns of a table: by what stands in them, in smaller type, turned, in parts.

Widths are those of the letters of the text face, in parts of the size of the type.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from pipeline.book.outputs import Paper
from pipeline.book.pictures import Picture
from pipeline.convert.pdf import fonts

# Width and height of the text, and size of the type, of the papers of the template, in points.
ROOMS: dict[Paper, tuple[float, float, float]] = {
    "6x9": (308.1, 514.8, 9.5),
    "a4": (379.8, 643.4, 11),
    "letter": (392.4, 612, 11),
}
# The type of tables, and what it can be made smaller by: 6.2 points on the smallest paper.
_TYPE = 0.88
_SIZES = (1, 0.91, 0.82, 0.74)
# Blanks beside a cell, in parts of the size of the text; type may be a little wider than told.
_GAP = 0.95
# What the first column may take of a page on which it stands beside a part of the others.
_FIRST = 1 / 3
# A longer word may be broken anywhere.
_LONGEST_WORD = 16
_DOTS_OF_LINE = 600
_HIGHEST = 1.2  # as lines are long
_USUAL_ADVANCE = 0.6
_BREAK = re.compile(r"(?<=[-/])(?![0-9])|(?<=[‐–—])|[ \u00ad\u200b\n]")


@dataclass(frozen=True, slots=True)
class TableFit:
    """How a table is set: the shares of its columns, empty where Typst finds them, and its type.

    ``turned`` tells whether it has a page of its own, ``lines`` how many stand with its caption.
    """

    shares: tuple[float, ...] = ()
    size: float = 1
    turned: bool = False
    lines: int = 1

    def options(self) -> Iterator[str]:
        """Write what the template is to know."""
        yield f"size: {self.size}"
        yield f"turned: {str(self.turned).lower()}"
        yield f"lines: {self.lines}"


USUAL = TableFit()


def share_of(picture: Picture) -> float:
    """Give the share of the line that a picture takes: of few dots, or where it is high, less."""
    return min(1.0, picture.width / _DOTS_OF_LINE, _HIGHEST * picture.width / picture.height)


def columns_of(
    rows: Sequence[Sequence[str]], columns: int, paper: Paper, *, in_flow: bool
) -> TableFit | None:
    """Find room for ``rows``, if no page is too narrow for them.

    Only a table that stands ``in_flow`` can be on a turned page.
    """
    width, height, size = ROOMS[paper]
    cells = _by_column(rows, columns)
    if sum(max(map(len, each), default=0) + _GAP for each in cells) * _TYPE * size < width:
        return USUAL  # no letter is wider than high
    least, whole = _widths(cells)
    for turned in (False, True) if in_flow else (False,):
        for smaller in _SIZES:
            room = (height if turned else width) / (_TYPE * size * smaller)
            if sum(least) <= room:
                return TableFit(_shares(least, whole, room), smaller, turned)
    return None


def parts_of(
    rows: Sequence[Sequence[str]], columns: int, paper: Paper, heads: int
) -> Iterator[tuple[list[int], TableFit]]:
    """Give the columns of each part of a table that no page has room for, the first in each.

    There are as few parts as can be, in the largest type that makes no more. The first rows are
    ``heads``.
    """
    width, _, size = ROOMS[paper]
    least, whole = _widths(_by_column([row for row in rows if len(row) > 1], columns))

    def first(room: float) -> float:
        return max(least[0], min(whole[0], room * _FIRST))

    def packed(room: float) -> list[list[int]]:
        parts: list[list[int]] = []
        left = 0.0
        for place in range(1, columns):
            if not parts or least[place] > left:
                parts.append([0])
                left = room - first(room)
            parts[-1].append(place)
            left -= least[place]
        return parts

    rooms = [width / (_TYPE * size * smaller) for smaller in _SIZES]
    fewest = len(packed(rooms[-1]))
    smaller, room = next(
        one for one in zip(_SIZES, rooms, strict=True) if len(packed(one[1])) == fewest
    )
    for part in packed(room):
        needed = [first(room), *(least[place] for place in part[1:])]
        shares = _shares(needed, [whole[place] for place in part], room)
        first_rows = [[row[at] for at in part if at < len(row)] for row in rows[: heads + 1]]
        yield part, TableFit(shares, smaller, lines=_lines(first_rows, shares, room))


def _by_column(rows: Sequence[Sequence[str]], columns: int) -> list[list[str]]:
    return [[row[place] for row in rows if place < len(row)] for place in range(columns)]


def _widths(cells: Sequence[Sequence[str]]) -> tuple[list[float], list[float]]:
    """Give how wide the longest word of each column is, and its longest cell."""
    gap = _GAP / _TYPE
    least = [max(width_of(word) for cell in each for word in _words(cell)) + gap for each in cells]
    return least, [max(width_of(cell) for cell in each) + gap for each in cells]


def _shares(least: Sequence[float], whole: Sequence[float], room: float) -> tuple[float, ...]:
    """Give each column what it needs, and of the rest by what it could use up to half the page.

    None are given where all have room for their longest cells.
    """
    if sum(whole) <= room:
        return ()
    wants = [
        max(min(all_of_it, room / 2) - one, 0) for one, all_of_it in zip(least, whole, strict=True)
    ]
    rest = room - sum(least)
    part = rest / sum(wants) if sum(wants) else 0
    given = [one + want * part for one, want in zip(least, wants, strict=True)]
    return tuple(round(one / max(room, sum(given)), 4) for one in given)


def _lines(rows: Sequence[Sequence[str]], shares: Sequence[float], room: float) -> int:
    """Give the lines that heading rows and the row below them have, and one that may be more."""
    gap = _GAP / _TYPE
    return 1 + sum(
        max(
            (
                ceil(width_of(cell) / (share * room - gap))
                for cell, share in zip(row, shares, strict=False)
            ),
            default=1,
        )
        for row in rows
    )


def _words(cell: str) -> list[str]:
    return ["", *(word[:_LONGEST_WORD] for word in _BREAK.split(cell))]


def width_of(text: str) -> float:
    """Give how wide a text is in the text face, in parts of the size of the type."""
    advances = fonts.advances()
    return sum(advances.get(character, _USUAL_ADVANCE) for character in text)
