"""Build a table from its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.encode.blocks.kinds import LineKind, Unit
from pipeline.encode.blocks.lines import CELL_END, trim
from pipeline.encode.standoff import BlockKind, BlockMark
from pipeline.model.document import RowRole

_FIGURE = re.compile(r"[$£(+–-]*[0-9][0-9.,]*[)%]?", re.ASCII)


def make_table(text: str, run: Sequence[Unit]) -> BlockMark:
    """Make one table of a run of rows and page marks, perhaps with a head above them."""
    children: list[BlockMark] = []
    roles = _roles(run)
    for unit in run:
        if unit.kind is LineKind.ROW:
            children.append(_row(text, unit, next(roles)))
        else:
            head = unit.kind is LineKind.LIST_HEAD
            kind = BlockKind.TABLE_HEAD if head else BlockKind.PAGE_BREAK
            children.append(BlockMark(kind, unit.span))
    return BlockMark(BlockKind.TABLE, (children[0].span[0], children[-1].span[1]), tuple(children))


def _roles(run: Sequence[Unit]) -> Iterator[RowRole]:
    """Tell the rows of headings, which stand above the first figure, from the others."""
    rows = [unit.words.split(CELL_END) for unit in run if unit.kind is LineKind.ROW]
    figures = [any(_FIGURE.fullmatch(cell.strip(" ")) for cell in row) for row in rows]
    headings = figures.index(True) if True in figures else 0
    for place in range(len(rows)):
        yield RowRole.LABEL if place < headings else RowRole.DATA


def _row(text: str, unit: Unit, role: RowRole) -> BlockMark:
    cells: list[BlockMark] = []
    start, stop = unit.span
    while True:
        end = text.find(CELL_END, start, stop)
        last = end < 0
        cells.append(BlockMark(BlockKind.CELL, trim(text, (start, stop if last else end))))
        if last:
            return BlockMark(BlockKind.ROW, unit.span, tuple(cells), row_role=role)
        start = end + len(CELL_END)
