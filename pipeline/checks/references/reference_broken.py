"""X101: a reference leads to a place of this edition that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.references.target import Fate, followed
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for reference, resolution in followed(view, Fate.BROKEN):
        yield Finding(
            reference.span,
            f"the reference {reference.excerpt} is broken: {resolution.reason}",
            "compare the number with the printed page",
        )


RULE = DocumentRule(
    "X101",
    "reference-broken",
    Severity.WARNING,
    summary="A reference leads to a place of this edition that is not there.",
    why="""It is no link in the outputs. A number was misread, something is lost, or the print errs,
    as some published volumes do.""",
    example="`footnote 9, Document 44` where document 44 has six notes.",
    remedy="""To mend it, compare the number with the printed page; where the print has it, the text
    stays.""",
    check=_check,
)
