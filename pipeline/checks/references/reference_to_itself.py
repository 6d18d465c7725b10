"""X103: a reference leads to the place it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.references.target import Fate, followed
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    for reference, resolution in followed(view, Fate.ITSELF):
        yield Finding(
            reference.span,
            f"the reference {reference.excerpt} leads to {resolution.reason}, where it stands",
            "compare the number with the printed page",
        )


RULE = DocumentRule(
    "X103",
    "reference-to-itself",
    Severity.WARNING,
    summary="A reference leads to the very document or note it stands in.",
    why="Nobody refers to the place he is at, so the number was probably misread.",
    example="`See footnote 3 above` in footnote 3.",
    remedy="""To mend it, compare the number with the printed page; where the print has it, the text
    stays.""",
    check=_check,
)
