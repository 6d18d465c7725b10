"""P114: two page breaks have nothing between them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """Two page breaks have nothing between them.

    A page without text was skipped in transcribing, or one of the two breaks is wrong.

    Example: ``[Page 12] [Page 13]``.

    To mend it, compare with the printed page: supply the text, or take the wrong mark out.
    """
    tables = [c for c in scope.reading.containers if isinstance(c.node, model.Table)]
    breaks = [m for m in scope.reading.marks if isinstance(m.node, model.PageBreak)]
    for one, after in pairwise(breaks):
        # Published texts put the page marks of a table in front of it.
        if one.at == after.at and not any(t.start - 1 <= one.at <= t.end + 1 for t in tables):
            yield Finding(
                after.node.span,
                f"nothing stands on page {one.node.number}",  # type: ignore[union-attr]
                "supply the text of the page, or take the wrong page mark out",
                (("the page mark before", one.node.span),),
            )
