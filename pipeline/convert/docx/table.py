"""How wide the columns of a table are: by the usual length of what stands in them."""

from __future__ import annotations

from pipeline.model import document as model

# A column is given room for as many characters as its cells have on average, but within these.
NARROWEST, WIDEST = 6, 40


def shares(table: model.Table) -> list[float]:
    """Give the share of each column in the width of the table."""
    lengths = [min(max(length, NARROWEST), WIDEST) for length in _lengths(table)]
    return [round(length / sum(lengths), 4) for length in lengths]


def _lengths(table: model.Table) -> list[int]:
    """Give the usual length of the cells of each column, 0 for a column of empty ones."""
    rows = [row for row in table.rows if isinstance(row, model.Row)]
    lengths: list[list[int]] = [[] for _ in range(max(len(row.cells) for row in rows) or 1)]
    for row in rows:
        for place, cell in enumerate(row.cells):
            if length := len(model.text_of(cell)):
                lengths[place].append(length)
    return [sum(column) // len(column) if column else 0 for column in lengths]
