"""S123: a list has only one item."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.scope import Scope

_KINDS = (model.ListKind.BULLETED, model.ListKind.SIMPLE)


def _check(scope: Scope) -> Iterator[Finding]:
    for container in scope.reading.containers:
        node = container.node
        if container.inside is model.Item or not isinstance(node, model.List):
            continue
        if node.kind in _KINDS:
            items = [item for item in node.items if isinstance(item, model.Item)]
            if len(items) == 1:
                yield Finding(
                    scope.reading.span(container.start, container.start + 1),
                    "this list has only one item",
                    "see whether the lines above and below are items too and lack their bullet",
                )


RULE = Rule(
    "S123",
    "list-of-one",
    Severity.INFO,
    summary="A list has only one item.",
    why="A second item was read as something else, or the line is no item.",
    example="one bulleted line between two paragraphs.",
    remedy="To mend it, see whether the lines above and below are items too and lack their bullet.",
    check=_check,
)
