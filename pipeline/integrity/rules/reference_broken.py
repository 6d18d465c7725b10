"""X101: a reference leads to a place of this edition that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope
from pipeline.integrity.target import Fate, followed


def check(scope: Scope) -> Iterator[Finding]:
    """A reference leads to a place of this edition that is not there.

    It is no link in the outputs. A number was misread, something is lost, or the print errs, as
    some published volumes do.

    Example: ``footnote 9, Document 44`` where document 44 has six notes.

    To mend it, compare the number with the printed page; where the print has it, the text stays.
    """
    for reference, resolution in followed(scope, Fate.BROKEN):
        yield Finding(
            reference.span,
            f"the reference {reference.excerpt} is broken: {resolution.reason}",
            "compare the number with the printed page",
        )
