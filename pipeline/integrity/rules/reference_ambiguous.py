"""X105: a reference leads to a page that begins in several documents."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.scope import Scope
from pipeline.integrity.target import Fate, followed


def _check(scope: Scope) -> Iterator[Finding]:
    for reference, resolution in followed(scope, Fate.AMBIGUOUS):
        yield Finding(
            reference.span,
            f"the reference {reference.excerpt} can mean several places: {resolution.reason}",
            "correct the page break that is wrong",
        )


RULE = Rule(
    "X105",
    "reference-ambiguous",
    Severity.WARNING,
    summary="A reference leads to a page that begins in more than one document.",
    why="The outputs link the first of them, which may be the wrong one.",
    example="`p. 2` in an edition that counts the pages of each document from 1.",
    remedy="""To mend it, correct the page break that is wrong; where each document counts its own
    pages, see that the reference names its document.""",
    check=_check,
)
