"""Room for the columns of a table: by what stands in them, in smaller type, on a turned page.

Widths are those of the letters of the text face, in parts of the size of the type. Word and
page are compared before anything is set, so that a table that cannot be set is told by `check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.book.outputs import Paper
from pipeline.book.pictures import Picture
from pipeline.convert.pdf import fonts
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Message, Severity

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
# A longer word may be broken anywhere.
_LONGEST_WORD = 16
_DOTS_OF_LINE = 600
_HIGHEST = 1.2  # as lines are long
_USUAL_ADVANCE = 0.6
_BREAK = re.compile(r"(?<=[-/])(?![0-9])|(?<=[‐–—])|[ \u00ad\u200b\n]")


@dataclass(frozen=True, slots=True)
class TableFit:
    """How a table is set: the shares of its columns, empty where Typst finds them, and its type.

    ``fits`` tells whether its words can be read, ``turned`` whether it has a page of its own.
    """

    shares: tuple[float, ...] = ()
    size: float = 1
    turned: bool = False
    fits: bool = True

    def options(self) -> Iterator[str]:
        """Write what the template is to know."""
        yield f"size: {self.size}"
        yield f"turned: {str(self.turned).lower()}"


USUAL = TableFit()


def share_of(picture: Picture) -> float:
    """Give the share of the line that a picture takes: of few dots, or where it is high, less."""
    return min(1.0, picture.width / _DOTS_OF_LINE, _HIGHEST * picture.width / picture.height)


def columns_of(
    rows: Sequence[Sequence[str]], columns: int, paper: Paper, *, in_flow: bool
) -> TableFit:
    """Find room for ``rows``; only a table that stands ``in_flow`` can be on a turned page."""
    width, height, size = ROOMS[paper]
    cells = [[row[place] for row in rows if place < len(row)] for place in range(columns)]
    if sum(max(map(len, each), default=0) + _GAP for each in cells) * _TYPE * size < width:
        return USUAL  # no letter is wider than high
    gap = _GAP / _TYPE
    least = [max(width_of(word) for cell in each for word in _words(cell)) + gap for each in cells]
    whole = [max(width_of(cell) for cell in each) + gap for each in cells]
    for turned in (False, True) if in_flow else (False,):
        for smaller in _SIZES:
            room = (height if turned else width) / (_TYPE * size * smaller)
            if sum(whole) <= room:
                return TableFit(size=smaller, turned=turned)
            if sum(least) <= room:
                return TableFit(_shares(least, whole, room), smaller, turned)
    return TableFit(_shares(least, least, sum(least)), _SIZES[-1], in_flow, fits=False)


def too_wide(document: model.Document, paper: Paper) -> Iterator[Finding]:
    """Find the tables of a document that cannot be read on ``paper``."""
    in_flow = {id(block) for block in _in_flow(document.blocks)}
    for table in model.walk(document):
        if not isinstance(table, model.Table):
            continue
        rows = [row for row in table.rows if isinstance(row, model.Row)]
        texts = [[model.text_of(cell) for cell in row.cells] for row in rows]
        most = max(map(len, texts), default=0)
        if not columns_of(texts, most, paper, in_flow=id(table) in in_flow).fits:
            spans = [one.span for one in model.walk(table) if isinstance(one, model.Text)]
            message = f"a table of {most} columns is too wide for the PDF: its words overlap"
            hint = "part it into two tables, or choose larger paper in edition.toml ([outputs])"
            yield Finding(next(iter(spans), model.NOWHERE), message, hint)


def _in_flow(blocks: Iterable[model.Block]) -> Iterator[model.Block]:
    for block in blocks:
        if isinstance(block, model.Attachment):
            yield from _in_flow(block.blocks)
        else:
            yield block


TABLE_TOO_WIDE = Message(
    "C102", "table-too-wide", Severity.ERROR,
    summary="A table is too wide for the pages of the PDF.",
    why="""Its columns run into one another, though its type is as small as can be read and it
    stands on a page that is turned. Figures without a space between are read as one.""",
    example="a table of thirty columns on paper of 6 by 9 inches.",
    remedy="""Part it into two tables that begin with the same column, or choose a larger `paper`.
    Where it may stand as it is, write `C102 = "warning"` and `O206 = "warning"` below `[severity]`
    in `edition.toml`.""",
)  # fmt: skip


def _shares(least: Sequence[float], whole: Sequence[float], room: float) -> tuple[float, ...]:
    """Give each column what it needs, and of the rest by what it could use up to half the page."""
    wants = [
        max(min(all_of_it, room / 2) - one, 0) for one, all_of_it in zip(least, whole, strict=True)
    ]
    rest = room - sum(least)
    part = rest / sum(wants) if sum(wants) else 0
    given = [one + want * part for one, want in zip(least, wants, strict=True)]
    return tuple(round(one / max(room, sum(given)), 4) for one in given)


def _words(cell: str) -> list[str]:
    return ["", *(word[:_LONGEST_WORD] for word in _BREAK.split(cell))]


def width_of(text: str) -> float:
    """Give how wide a text is in the text face, in parts of the size of the type."""
    advances = fonts.advances()
    return sum(advances.get(character, _USUAL_ADVANCE) for character in text)
