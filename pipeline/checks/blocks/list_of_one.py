"""S123: a list has only one item."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_KINDS = (model.ListKind.BULLETED, model.ListKind.SIMPLE)


def _check(view: View) -> Iterator[Finding]:
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
                    "see whether the lines above and below are items too and lack their bullet",
                )


RULE = DocumentRule(
    "S123", "list-of-one", Severity.INFO, check=_check,
    summary="A list has only one item.",
    why="A second item was read as something else, or the line is no item.",
    example="one bulleted line between two paragraphs.",
    remedy="To mend it, see whether the lines above and below are items too and lack their bullet.",
)  # fmt: skip
