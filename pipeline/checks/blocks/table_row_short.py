"""S135: one row of a table has fewer cells than all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_FEWEST = 3


def _check(view: View) -> Iterator[Finding]:
    for container in view.plain.containers:
        if not isinstance(container.node, model.Table):
            continue
        rows = [row for row in container.node.rows if isinstance(row, model.Row)]
        lengths = Counter(len(row.cells) for row in rows)
        (usual, _), *others = lengths.most_common()
        if len(rows) < _FEWEST or len(others) != 1 or others[0][1] != 1 or others[0][0] > usual:
            continue
        short = next(row for row in rows if len(row.cells) < usual)
        yield Finding(
            model.span_of(short),
            f"this row of the table has {len(short.cells)} of {usual} cells",
            "compare with the printed page: a cell may be lost; an empty cell has its tabs as well",
        )


RULE = DocumentRule(
    "S135", "table-row-short", Severity.INFO, check=_check,
    summary="""One row of a table has fewer cells than all others, which have as many as one
    another.""",
    why="A cell was lost, and those after it stand in the wrong columns.",
    example="four rows of three cells, and one of two.",
    remedy="""To mend it, compare with the printed page; a cell that is empty there still has its
    two tabs.""",
)  # fmt: skip
