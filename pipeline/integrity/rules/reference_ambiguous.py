"""X105: a reference leads to a page that begins in several documents."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope
from pipeline.integrity.target import Fate, followed


def check(scope: Scope) -> Iterator[Finding]:
    """A reference leads to a page that begins in more than one document.

    The outputs link the first of them, which may be the wrong one.

    Example: ``p. 2`` in an edition that counts the pages of each document from 1.

    To mend it, correct the page break that is wrong; where each document counts its own pages,
    see that the reference names its document.
    """
    for reference, resolution in followed(scope, Fate.AMBIGUOUS):
        yield Finding(
            reference.span,
            f"the reference {reference.excerpt} can mean several places: {resolution.reason}",
            "correct the page break that is wrong",
        )
