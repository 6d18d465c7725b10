"""X110: the numbers that a reference prints are not those of its address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_ADDRESS = re.compile(
    r"#(?:d(?P<document>[0-9]{1,9})(?:fn(?P<note>[0-9]{1,9}))?|pg_(?P<page>[0-9]{1,9}))", re.ASCII
)
_NUMBER = re.compile(r"[0-9]+", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    for reference in view.facts.references:
        match = _ADDRESS.fullmatch(reference.target)
        printed = set(_NUMBER.findall(reference.text))
        if match is None or not printed:
            continue
        number = match["note"] or match["page"] or match["document"]
        if number not in printed:
            yield Finding(
                reference.span,
                f"the reference {reference.excerpt} leads to {reference.target}, "
                f"and {number} is no number in it",
                "correct the address, or the number in the text if it was misread",
            )


RULE = DocumentRule(
    "X110", "reference-address-differs", Severity.WARNING, check=_check,
    summary="The numbers that a reference prints are not those of its address.",
    why="A reader of the print and a reader of the edition would arrive at different places.",
    example="`Document 44` that leads to document 45.",
    remedy="To mend it, correct the address, or the number in the text if it was misread.",
)  # fmt: skip
