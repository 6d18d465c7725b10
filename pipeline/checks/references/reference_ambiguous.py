"""X105: a reference leads to a page that begins in several documents."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.references.target import Fate, followed
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for reference, resolution in followed(view, Fate.AMBIGUOUS):
        yield Finding(
            reference.span,
            f"the reference {reference.excerpt} can mean several places: {resolution.reason}",
            "correct the page break that is wrong",
        )


RULE = DocumentRule(
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
