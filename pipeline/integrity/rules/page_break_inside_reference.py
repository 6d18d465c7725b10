"""P111: a page breaks inside a reference."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """A page breaks inside a reference.

    The link reaches over the break, which is right; but a number on both sides of it may be torn.

    Example: ``See Document [Page 12] 44.``

    There is nothing to mend where the printed page breaks so.
    """
    inside = [one for one in scope.reading.annotated if isinstance(one.node, model.Reference)]
    for mark in scope.reading.marks:
        if not isinstance(mark.node, model.PageBreak):
            continue
        if any(one.start < mark.at < one.end for one in inside):
            yield Finding(
                mark.node.span,
                f"page {mark.node.number} begins inside a reference",
                "compare the reference with the printed page",
            )
