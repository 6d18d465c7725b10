"""S109: the number in the heading is lower than that of the document before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_NUMBER = re.compile(r"0*([0-9]{1,9})", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    before = view.edition.before(view.facts.id)
    if before is None:
        return
    number, number_before = (_NUMBER.fullmatch(one.number or "") for one in (view.facts, before))
    if number and number_before and int(number[1]) < int(number_before[1]):
        yield Finding(
            view.facts.span,
            f"document {number[1]} comes after document {number_before[1]}",
            "correct the number, or put the document at its place in order.txt",
        )


RULE = DocumentRule(
    "S109", "heading-number-falling", Severity.WARNING, check=_check,
    summary="The number in the heading is lower than that of the document before it.",
    why="Either the number was misread, or the document stands at the wrong place in the edition.",
    example="document 13 between the documents 21 and 22.",
    remedy="To mend it, correct the number, or put the document at its place in `order.txt`.",
)  # fmt: skip
