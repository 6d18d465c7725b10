"""How a table is set: figures to the right, heading rows on every page, in parts if need be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.book.outputs import Paper
from pipeline.convert import ast
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.figures import are_figures
from pipeline.convert.pdf.fitting import TableFit, columns_of, parts_of
from pipeline.convert.pdf.nodes import inside, text_of
from pipeline.convert.pdf.source import call, literal, raw_block, raw_inline

# What stands in a book but once: a note, its further markers, the mark of a page.
_ONCE = frozenset({"note", "note-again", "page-break"})


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


def fit_of(content: Any, paper: Paper, *, in_flow: bool) -> TableFit | None:  # noqa: ANN401 - as above
    """Find room for a table on ``paper``, if it has room there in one."""
    return columns_of(_texts(content), len(content[2]), paper, in_flow=in_flow)


def _texts(content: Any) -> list[list[str]]:  # noqa: ANN401 - as above
    return [[text_of(cell[4]) for cell in cells] for cells in rows_of(content)]


def parts(
    table: PandocNode, paper: Paper, continued: str, *, in_flow: bool
) -> Iterator[tuple[PandocNode, TableFit]]:
    """Give what a table is set as: itself, or its parts; all but the first are ``continued``."""
    content: Any = table["c"]
    fit = fit_of(content, paper, in_flow=in_flow)
    if fit is not None:
        yield table, fit
        return
    caption = [node for block in content[1][1] for node in block["c"]]
    for columns, fit in parts_of(_texts(content), len(content[2]), paper, len(content[3][1])):
        yield _part(content, columns, caption), fit
        caption = [raw_inline(f"#continued({literal(continued)});")]


def _part(content: Any, columns: Sequence[int], caption: Nodes) -> PandocNode:  # noqa: ANN401 - as above
    """Make a table of some columns; after the first part, it ends with the last row that has any.

    There the first column is said again, but none of its notes and page marks.
    """
    is_first = columns[1] == 1
    rows = [
        [
            cells[0][4] if is_first else _said_again(cells[0][4]),
            *(cells[place][4] for place in columns[1:] if place < len(cells)),
        ]
        for cells in rows_of(content)
    ]
    while not is_first and len(rows[-1]) == 1:
        rows.pop()
    head = len(content[3][1])
    if is_first:
        begins = rows[min(head, len(rows) - 1)]  # no row that is repeated
        begins[0] = [ast.plain([raw_inline("#parted-table;")]), *begins[0]]
    return ast.table(caption, rows[:head], rows[head:])


def _said_again(node: Any) -> Any:  # noqa: ANN401 - any part of pandoc's document
    """Leave out notes, markers and page marks."""
    if isinstance(node, list):
        return [_said_again(one) for one in node if not _is_once(one)]
    return {**node, "c": _said_again(node["c"])} if isinstance(node, dict) and "c" in node else node


def _is_once(node: Any) -> bool:  # noqa: ANN401 - as above
    is_classed = isinstance(node, dict) and node["t"] in ("Span", "Link")
    return is_classed and not _ONCE.isdisjoint(node["c"][0][1])
