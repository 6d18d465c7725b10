"""S127: a table has only one row."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for container in view.plain.containers:
        if isinstance(container.node, model.Table):
            rows = [row for row in container.node.rows if isinstance(row, model.Row)]
            if len(rows) == 1:
                yield Finding(
                    view.plain.span(container.start, container.start + 1),
                    "this table has only one row",
                    "take the tabs out of the line where the printed page has no table",
                )


RULE = DocumentRule(
    "S127", "table-of-one-row", Severity.INFO, check=_check,
    summary="A table has only one row.",
    why="Tabs inside a line of text make a table of it, and the rows below may have lost theirs.",
    example="`Coal  12,000 tons` with two tabs in it, between two paragraphs.",
    remedy="To mend it, take the tabs out where the printed page has no table.",
)  # fmt: skip
