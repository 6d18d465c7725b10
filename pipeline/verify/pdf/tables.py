"""The tables of a PDF: no cell is printed over another, nor beyond the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.diagnostics import Finding
from pipeline.verify.checks import makeup
from pipeline.verify.pdf.tree import Content, Tag, TaggedPdf
from pipeline.verify.rules import Discrepancy

# Points by which the glyphs of a line may be raised or sunk, and that part two cells at least.
_LINE = 4.0
_PARTED = 0.5


@dataclass(frozen=True, slots=True)
class _CellLine:
    """What a cell has on one line of a page, from its left to its right end."""

    page: int
    y: float
    x: float
    end: float
    cell: int
    text: str


def check(pdf: TaggedPdf) -> Iterator[Discrepancy]:
    """Find the tables whose words run into one another; each is told once."""
    for table in pdf.root.named("Table"):
        found = next((told for row in table.named("TR") for told in _crowded(row, pdf)), None)
        if found is not None:
            yield Discrepancy(makeup.CELLS_RUN_TOGETHER, "", found)


def _crowded(row: Tag, pdf: TaggedPdf) -> Iterator[Finding]:
    cells = [cell for cell in row.children if isinstance(cell, Tag)]
    lines: list[list[_CellLine]] = []
    stretches = (one for place, cell in enumerate(cells) for one in _stretches(cell, place))
    for one in sorted(stretches, key=lambda one: (one.page, one.y)):
        last = lines[-1][0] if lines else None
        if last is not None and last.page == one.page and one.y - last.y < _LINE:
            lines[-1].append(one)
        else:
            lines.append([one])
    for line in lines:
        line.sort(key=lambda one: one.x)
        for before, after in pairwise(line):
            if before.cell != after.cell and before.end + _PARTED > after.x:
                yield makeup.cells_run_together(before.page + 1, before.text, after.text)
        page = line[0].page
        for one in line:
            if one.x < 0 or one.end > pdf.widths[page]:
                yield makeup.cells_run_together(page + 1, one.text, "")


def _stretches(cell: Tag, place: int) -> Iterator[_CellLine]:
    for content in _contents(cell):
        for run in content.piece.runs:
            text = run.text
            if text.strip():
                yield _CellLine(content.page, run.y, run.x, run.end, place, text)


def _contents(tag: Tag) -> Iterator[Content]:
    for child in tag.children:
        if isinstance(child, Content):
            yield child
        elif isinstance(child, Tag) and child.name != "Note" and not child.is_page_mark:
            yield from _contents(child)
