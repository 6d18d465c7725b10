"""Tables of Word: a grid as wide as the text, rows that keep together, heads that repeat."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.convert import docx_xml as xml
from pipeline.convert.docx_xml import Element

# A column is given room for as many characters as its cells have on average, but within these.
NARROWEST, WIDEST = 6, 40


def columns(table: model.Table) -> int:
    """Give how many columns a table has."""
    return max((len(row.cells) for row in _rows(table)), default=1) or 1


def start(parent: Element, table: model.Table, width: int) -> Element:
    """Add a table without rows; ``width`` is that of the text in twentieths of a point."""
    made = xml.add(parent, "tbl")
    properties = xml.add(made, "tblPr")
    xml.add(properties, "tblStyle", val="Table")
    xml.add(properties, "tblW", w="0", type="auto")
    xml.add(properties, "tblLook", firstRow="1", noHBand="1", noVBand="1")
    grid = xml.add(made, "tblGrid")
    lengths = _lengths(table)
    for length in lengths:
        xml.add(grid, "gridCol", w=str(width * length // sum(lengths)))
    return made


def row(parent: Element, row: model.Row, width: int, *, heading: bool) -> list[Element]:
    """Add a row and give its cells, which have no paragraph yet.

    The last cell of a short row reaches to the end of the row, since Word would fill it up with
    cells that nobody printed.
    """
    made = xml.add(parent, "tr")
    properties = xml.add(made, "trPr")
    xml.add(properties, "cantSplit")
    if heading:
        xml.add(properties, "tblHeader")
    count = len(row.cells) or 1
    cells = [xml.add(made, "tc") for _ in range(count)]
    for place, cell in enumerate(cells, 1):
        kind = xml.add(cell, "tcPr")
        xml.add(kind, "tcW", w="0", type="auto")
        if place == count < width:
            xml.add(kind, "gridSpan", val=str(width - count + 1))
    return cells


def _lengths(table: model.Table) -> list[int]:
    """Give the usual length of the cells of each column."""
    lengths: list[list[int]] = [[] for _ in range(columns(table))]
    for each in _rows(table):
        for place, cell in enumerate(each.cells):
            length = sum(len(n.text) for n in model.walk(cell) if isinstance(n, model.Text))
            if length:
                lengths[place].append(length)
    usual = (sum(column) // len(column) if column else 0 for column in lengths)
    return [min(max(length, NARROWEST), WIDEST) for length in usual]


def _rows(table: model.Table) -> Iterator[model.Row]:
    return (each for each in table.rows if isinstance(each, model.Row))
