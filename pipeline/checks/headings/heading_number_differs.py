"""S102: the number in the heading is not that of the file name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_FILE_NUMBER = re.compile(r"[A-Za-z_.-]*?([0-9]{1,9})", re.ASCII)
_NUMBER = re.compile(r"0*([0-9]{1,9})", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    named = _FILE_NUMBER.fullmatch(view.facts.id)
    printed = _NUMBER.fullmatch(view.facts.number or "")
    if named and printed and int(named[1]) != int(printed[1]):
        yield Finding(
            view.facts.span,
            f"the heading has the number {printed[1]}, the file is named {view.facts.id}",
            "rename the file, or correct the number if it was misread",
        )


RULE = DocumentRule(
    "S102", "heading-number-differs", Severity.WARNING, check=_check,
    summary="The number in the heading is not the number in the name of the file.",
    why="""References are made to the number in the heading and found by the name of the file, so
    they would lead to another document.""",
    example="`No. 1283` in `d1282.txt`.",
    remedy="To mend it, rename the file, or correct the number if it was misread.",
)  # fmt: skip
