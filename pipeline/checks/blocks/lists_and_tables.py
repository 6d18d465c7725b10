"""Lists, tables and figures that lack a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.checks.proof import once
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_KINDS = (model.ListKind.BULLETED, model.ListKind.SIMPLE)


@rule("S123", Severity.INFO,
    summary="A list has only one item.",
    why="A second item was read as something else, or the line is no item.",
    example="one bulleted line between two paragraphs.",
    remedy="see whether the lines above and below are items too and lack their bullet.",
)  # fmt: skip
def list_of_one(view: View) -> Iterator[Finding]:
    for container in view.plain.containers:
        node = container.node
        if container.inside is model.ListItem or not isinstance(node, model.List):
            continue
        if node.kind in _KINDS:
            items = [item for item in node.items if isinstance(item, model.ListItem)]
            if len(items) == 1:
                yield Finding(
                    view.plain.span(container.start, container.start + 1),
                    "this list has only one item",
                )


def _tables(view: View) -> Iterator[tuple[int, list[model.Row]]]:
    """Yield where each table begins in the plain text, and its rows."""
    for container in view.plain.containers:
        if isinstance(container.node, model.Table):
            rows = [row for row in container.node.rows if isinstance(row, model.Row)]
            yield container.start, rows


@rule("S127", Severity.INFO,
    summary="A table has only one row.",
    why="Tabs inside a line of text make a table of it, and the rows below may have lost theirs.",
    example="`Coal  12,000 tons` with two tabs in it, between two paragraphs.",
    remedy="take the tabs out where the printed page has no table.",
)  # fmt: skip
def table_of_one_row(view: View) -> Iterator[Finding]:
    for start, rows in _tables(view):
        if len(rows) == 1:
            yield Finding(view.plain.span(start, start + 1), "this table has only one row")


_FEWEST = 3


@rule("S135", Severity.INFO,
    summary="""One row of a table has fewer cells than all others, which have as many as one
    another.""",
    why="A cell was lost, and those after it stand in the wrong columns.",
    example="four rows of three cells, and one of two.",
    remedy="compare with the printed page; a cell that is empty there still has its two tabs.",
)  # fmt: skip
def table_row_short(view: View) -> Iterator[Finding]:
    for _, rows in _tables(view):
        lengths = Counter(len(row.cells) for row in rows)
        (usual, _), *others = lengths.most_common()
        if len(rows) < _FEWEST or len(others) != 1 or others[0][1] != 1 or others[0][0] > usual:
            continue
        short = next(row for row in rows if len(row.cells) < usual)
        yield Finding(
            model.span_of(short), f"this row of the table has {len(short.cells)} of {usual} cells"
        )


@rule("S126", Severity.INFO,
    summary="A row of a table has more cells than any other.",
    why="""Two tabs part the cells of a row, so that a tab too many in the text makes a cell of its
    own.""",
    example="three rows of four cells, and one of five.",
    remedy="compare with the printed page and take out the tabs that part no columns.",
)  # fmt: skip
def table_rows_unequal(view: View) -> Iterator[Finding]:
    for _, rows in _tables(view):
        lengths = sorted(len(row.cells) for row in rows)
        if len(rows) < _FEWEST or lengths[-1] == lengths[-2]:
            continue
        longest = max(rows, key=lambda row: len(row.cells))
        yield Finding(
            model.span_of(longest),
            f"this row of the table has {lengths[-1]} cells, no other has more than {lengths[-2]}",
        )


@rule("S140", Severity.WARNING,
    summary="A picture has no description.",
    why="""Readers who cannot see a picture, or whose output lacks it, have only its description. A
    caption names a picture and seldom says what it shows. It is said once a file.""",
    example="`[Illustration: The mole]`",
    remedy="say what it shows: `[figure: a plan of the mole | The mole]`.",
)  # fmt: skip
def figure_without_description(view: View) -> Iterator[Finding]:
    bare = (
        view.plain.span_of(one)
        for one in view.plain.annotated
        if isinstance(one.node, model.Figure) and not one.node.description
    )
    yield from once(list(bare), "a picture has no description for those who cannot see it")
