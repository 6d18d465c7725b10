"""S124, S125: the numbers or letters of paragraphs or items leave one out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from pipeline.checks.blocks.numbering import numbered_runs, stands_between
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_NUMBER = re.compile(r"(?P<open>\(?)(?P<count>[0-9]{1,2})(?P<close>[.)]) (?=[A-Z“\[])", re.ASCII)
_LETTER = re.compile(r"(?P<open>\(?)(?P<count>[a-hA-H])(?P<close>[.)]) (?=[A-Za-z“\[])", re.ASCII)
_STEP = 2


def _find(
    view: View,
    pattern: re.Pattern[str],
    count: Callable[[str], int],
    label: Callable[[int], str],
    kind: str,
) -> Iterator[Finding]:
    """Yield where a row counts on but for one; ``label`` is the inverse of ``count``."""
    for run in numbered_runs(view.plain, pattern, count):
        for before, one, after in zip(run, run[1:], run[2:], strict=False):
            left_out = label(one.count + 1)
            is_jump = one.count == before.count + 1 and after.count == one.count + _STEP
            if is_jump and not stands_between(view.plain, one, after, left_out):
                yield Finding(
                    view.plain.span(after.start, after.end),
                    f"paragraph {left_out} is missing between {one.label} and {after.label}",
                    f"compare with the printed page: a paragraph may be lost or its {kind} misread",
                    (("the paragraph before", view.plain.span(one.start, one.end)),),
                )


NUMBERED_PARAGRAPH_MISSING = DocumentRule(
    "S124", "numbered-paragraph-missing", Severity.WARNING,
    summary="The numbers of paragraphs or items leave one out.",
    why="A paragraph was lost in transcribing, or its number was misread.",
    example="paragraphs that begin with `1.`, `2.` and `4.`",
    remedy="""To mend it, compare with the printed page; where the print leaves one out, the text
    stays.""",
    check=partial(_find, pattern=_NUMBER, count=int, label=str, kind="number"),
)  # fmt: skip


LETTERED_PARAGRAPH_MISSING = DocumentRule(
    "S125", "lettered-paragraph-missing", Severity.WARNING,
    summary="The letters of paragraphs or items leave one out.",
    why="A paragraph was lost in transcribing, or its letter was misread.",
    example="paragraphs that begin with `a.`, `b.` and `d.`",
    remedy="""To mend it, compare with the printed page; where the print leaves one out, the text
    stays.""",
    check=partial(_find, pattern=_LETTER, count=ord, label=chr, kind="letter"),
)  # fmt: skip
