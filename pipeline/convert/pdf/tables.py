"""How a table is set: figures to the right, the heading row on every page."""

from __future__ import annotations

from typing import Any

from pipeline.book.outputs import Paper
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.figures import are_figures
from pipeline.convert.pdf.fitting import TableFit, columns_of
from pipeline.convert.pdf.nodes import inside, text_of
from pipeline.convert.pdf.source import call, raw_block


def head_once(table: PandocNode) -> Nodes:
    """Keep a heading row with notes or links from being repeated: there can be but one of them."""
    content: Any = table["c"]
    if not inside(content[3], "Note", "Link"):
        return [table]
    return [call("head-once"), table, raw_block("]")]


def column(rows: Any, place: int, width: float | None) -> object:  # noqa: ANN401 - pandoc's Rows
    """Set a column of figures to the right, any other as Typst does; ``width`` is its share."""
    figures = are_figures(text_of(cells[place][4]) for _, cells in rows if place < len(cells))
    share = {"t": "ColWidthDefault"} if width is None else {"t": "ColWidth", "c": width}
    return [{"t": "AlignRight" if figures else "AlignDefault"}, share]


def rows_of(content: Any) -> list[Any]:  # noqa: ANN401 - pandoc's Table
    """Give the cells of each row of a table, those of its head first."""
    _, _, _, (_, head), bodies, _ = content
    return [cells for _, cells in (*head, *(row for body in bodies for row in body[3]))]


def fit_of(content: Any, paper: Paper, *, in_flow: bool) -> TableFit:  # noqa: ANN401 - as above
    """Find room for a table on ``paper``."""
    texts = [[text_of(cell[4]) for cell in cells] for cells in rows_of(content)]
    return columns_of(texts, len(content[2]), paper, in_flow=in_flow)
