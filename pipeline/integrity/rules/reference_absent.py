"""X102: a reference leads to a part of the series that is not in this edition."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.scope import Scope
from pipeline.integrity.target import Fate, followed


def _check(scope: Scope) -> Iterator[Finding]:
    for reference, resolution in followed(scope, Fate.ABSENT):
        yield Finding(
            reference.span,
            f"the target of {reference.excerpt} is absent: {resolution.reason}",
            "nothing need be done; the reference is printed without a link",
        )


RULE = Rule(
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
