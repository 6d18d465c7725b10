"""How wide the columns of a table are: by the longest word and the usual length of their cells."""

from __future__ import annotations

from pipeline.model import document as model

# A column has room for its longest word, up to so many characters, and for the blank beside it.
LONGEST_WORD, GAP = 16, 4
# Of the rest it has as much as its cells could use on average, up to so many characters.
WIDEST = 40
# The characters that a line of a table holds on the smallest paper.
LINE = 72


def shares(table: model.Table) -> list[float]:
    """Give the share of each column in the width of the table."""
    columns = _columns(table)
    least = [max(map(_longest_word, cells), default=0) + GAP for cells in columns]
    usual = [min(sum(map(len, cells)) // max(len(cells), 1), WIDEST) for cells in columns]
    wants = [max(length - one, 0) for length, one in zip(usual, least, strict=True)]
    part = max(LINE - sum(least), 0) / max(sum(wants), 1)
    widths = [one + want * part for one, want in zip(least, wants, strict=True)]
    return [round(width / sum(widths), 4) for width in widths]


def _longest_word(cell: str) -> int:
    return max(min(len(word), LONGEST_WORD) for word in cell.split(" "))


def _columns(table: model.Table) -> list[list[str]]:
    """Give the texts of the cells of each column that hold something."""
    rows = [row for row in table.rows if isinstance(row, model.Row)]
    columns: list[list[str]] = [[] for _ in range(max(len(row.cells) for row in rows) or 1)]
    for row in rows:
        for place, cell in enumerate(row.cells):
            if text := model.text_of(cell):
                columns[place].append(text)
    return columns
