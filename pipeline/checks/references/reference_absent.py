"""X102: a reference leads to a part of the series that is not in this edition."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.references.target import Fate, followed
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for reference, resolution in followed(view, Fate.ABSENT):
        yield Finding(
            reference.span,
            f"the target of {reference.excerpt} is absent: {resolution.reason}",
            "nothing need be done; the reference is printed without a link",
        )


RULE = DocumentRule(
    "X102",
    "reference-absent",
    Severity.INFO,
    summary="A reference leads to a part of the series that is not in this edition.",
    why="""Nothing is wrong, but the outputs cannot link it, and whether its number is right could
    not be checked.""",
    example="`ante, p. 476` in an edition that holds the pages from 1333.",
    remedy="""There is nothing to mend; the reference arrives once the part it names is in the
    edition.""",
    check=_check,
)
