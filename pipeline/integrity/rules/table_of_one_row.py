"""S127: a table has only one row."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """A table has only one row.

    Tabs inside a line of text make a table of it, and the rows below may have lost theirs.

    Example: ``Coal  12,000 tons`` with two tabs in it, between two paragraphs.

    To mend it, take the tabs out where the printed page has no table.
    """
    for container in scope.reading.containers:
        if isinstance(container.node, model.Table):
            rows = [row for row in container.node.rows if isinstance(row, model.Row)]
            if len(rows) == 1:
                yield Finding(
                    scope.reading.span(container.start, container.start + 1),
                    "this table has only one row",
                    "take the tabs out of the line where the printed page has no table",
                )
