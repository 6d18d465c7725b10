"""S124: the numbers of paragraphs or items leave one out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.blocks.numbering import numbered_runs, stands_between
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity

_NUMBER = re.compile(r"(?P<open>\(?)(?P<count>[0-9]{1,2})(?P<close>[.)]) (?=[A-Z“\[])", re.ASCII)
_STEP = 2


def _check(view: View) -> Iterator[Finding]:
    for run in numbered_runs(view.reading, _NUMBER, int):
        for before, one, after in zip(run, run[1:], run[2:], strict=False):
            is_jump = one.count == before.count + 1 and after.count == one.count + _STEP
            if is_jump and not stands_between(view.reading, one, after, str(one.count + 1)):
                yield Finding(
                    view.reading.span(after.start, after.end),
                    f"paragraph {one.count + 1} is missing between {one.label} and {after.label}",
                    "compare with the printed page: a paragraph may be lost or its number misread",
                    (("the paragraph before", view.reading.span(one.start, one.end)),),
                )


RULE = DocumentRule(
    "S124",
    "numbered-paragraph-missing",
    Severity.WARNING,
    summary="The numbers of paragraphs or items leave one out.",
    why="A paragraph was lost in transcribing, or its number was misread.",
    example="paragraphs that begin with `1.`, `2.` and `4.`",
    remedy="""To mend it, compare with the printed page; where the print leaves one out, the text
    stays.""",
    check=_check,
)
