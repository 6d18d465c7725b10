"""How wide the columns of a table are, by the words in their cells, and which are of figures."""

from __future__ import annotations

from itertools import dropwhile
from math import ceil

from pipeline.convert.figures import are_figures
from pipeline.model import document as model

# A column has room for its longest word, up to so many characters, which may all be figures or wide
# letters, and for the blank beside it.
LONGEST_WORD, WIDE_LETTER, GAP = 16, 1.25, 3
# Of the rest it has as much as its longest cell needs, where that leaves as much to each of the
# others; or else as its cells could use on average, up to so many characters.
WIDEST = 40
# The characters that a line of a table holds on the smallest paper.
LINE = 72
# The same of the small type and the narrow cells that a table with more has.
SMALL_LINE, SMALL_GAP = 110, 1


def is_wide(table: model.Table) -> bool:
    """Tell whether the longest words of the columns need more than a line of the usual type."""
    return sum(_least(_columns(table), GAP)) > LINE


def shares(table: model.Table) -> list[float]:
    """Give the share of each column in the width of the table."""
    columns = _columns(table)
    gap, line = (SMALL_GAP, SMALL_LINE) if is_wide(table) else (GAP, LINE)
    least = _least(columns, gap)
    longest = [max(map(len, cells), default=0) + gap for cells in columns]
    usual = [max(pair) for pair in zip(longest, least, strict=True)]
    if sum(usual) > line:
        short = _short(usual, least, line)
        least = [usual[place] if place in short else one for place, one in enumerate(least)]
        usual = [min(sum(map(len, cells)) // max(len(cells), 1), WIDEST) for cells in columns]
    wants = [max(length - one, 0) for length, one in zip(usual, least, strict=True)]
    part = max(line - sum(least), 0) / max(sum(wants), 1)
    widths = [one + want * part for one, want in zip(least, wants, strict=True)]
    return [round(width / sum(widths), 4) for width in widths]


def _short(usual: list[int], least: list[int], line: int) -> frozenset[int]:
    """Give the columns that can be as wide as their longest cells, the shortest first."""
    short: list[int] = []
    room = line
    for place in sorted(range(len(usual)), key=usual.__getitem__):
        others = sum(least[one] for one in range(len(usual)) if one not in (*short, place))
        if usual[place] * (len(usual) - len(short)) > room or usual[place] + others > room:
            break
        short.append(place)
        room -= usual[place]
    return frozenset(short)


def _least(columns: list[list[str]], gap: int) -> list[int]:
    longest = (max(map(_longest_word, cells), default=0) for cells in columns)
    return [ceil(length * WIDE_LETTER) + gap for length in longest]


def columns_of_figures(table: model.Table) -> frozenset[int]:
    """Give the places of the columns that have figures below their headings."""
    rows = [one for one in table.rows if isinstance(one, model.Row)]
    body = list(dropwhile(lambda row: row.role is model.RowRole.LABEL, rows))
    texts = [[model.text_of(cell).strip(" ") for cell in row.cells] for row in body]
    return frozenset(
        place
        for place in range(max(map(len, texts), default=0))
        if are_figures(row[place] for row in texts if place < len(row))
    )


def _longest_word(cell: str) -> int:
    return max(min(len(word), LONGEST_WORD) for word in cell.split(" "))


def _columns(table: model.Table) -> list[list[str]]:
    """Give the texts of the cells of each column that hold something."""
    rows = [row for row in table.rows if isinstance(row, model.Row)]
    columns: list[list[str]] = [
        [] for _ in range(max((len(row.cells) for row in rows), default=0) or 1)
    ]
    for row in rows:
        for place, cell in enumerate(row.cells):
            if text := model.text_of(cell):
                columns[place].append(text)
    return columns
