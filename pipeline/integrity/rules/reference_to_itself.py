"""X103: a reference leads to the place it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope
from pipeline.integrity.target import Fate, followed


def check(scope: Scope) -> Iterator[Finding]:
    """A reference leads to the very document or note it stands in.

    Nobody refers to the place he is at, so the number was probably misread.

    Example: ``See footnote 3 above`` in footnote 3.

    To mend it, compare the number with the printed page; where the print has it, the text stays.
    """
    for reference, resolution in followed(scope, Fate.ITSELF):
        yield Finding(
            reference.span,
            f"the reference {reference.excerpt} leads to {resolution.reason}, where it stands",
            "compare the number with the printed page",
        )
