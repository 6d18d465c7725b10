"""S126: a row of a table has more cells than any other."""

from __future__ import annotations

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
        lengths = sorted(len(row.cells) for row in rows)
        if len(rows) < _FEWEST or lengths[-1] == lengths[-2]:
            continue
        longest = max(rows, key=lambda row: len(row.cells))
        yield Finding(
            model.span_of(longest),
            f"this row of the table has {lengths[-1]} cells, no other has more than {lengths[-2]}",
            "compare with the printed page and take out the tabs that part no columns",
        )


RULE = DocumentRule(
    "S126", "table-rows-unequal", Severity.INFO, check=_check,
    summary="A row of a table has more cells than any other.",
    why="""Two tabs part the cells of a row, so that a tab too many in the text makes a cell of its
    own.""",
    example="three rows of four cells, and one of five.",
    remedy="To mend it, compare with the printed page and take out the tabs that part no columns.",
)  # fmt: skip
