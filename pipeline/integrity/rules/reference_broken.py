"""X101: a reference leads to a place of this edition that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope
from pipeline.integrity.target import Fate, followed


def check(scope: Scope) -> Iterator[Finding]:
    """A reference leads to a place of this edition that is not there.

    A reader who follows it arrives nowhere; a number was misread, or something is lost.

    Example: ``footnote 9, Document 44`` where document 44 has six notes.

    To mend it, compare the number with the printed page.
    """
    for reference, resolution in followed(scope, Fate.BROKEN):
        yield Finding(
            reference.span,
            f"the reference {reference.excerpt} is broken: {resolution.reason}",
            "compare the number with the printed page",
        )
