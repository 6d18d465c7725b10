"""What can be wrong with the marks of printed pages in an output."""

from __future__ import annotations

from functools import partial

from pipeline.model.diagnostics import Rule, Severity
from pipeline.verify.checks.words import OURS, findings_of
from pipeline.verify.differences import MarkFault
from pipeline.verify.reading import MarkKind

_PAGE = {MarkKind.PAGE}


PAGE_MARK_MISSING = Rule(
    "O301", "page-mark-missing", Severity.ERROR,
    summary="The output does not mark a page of the printed source.",
    why="An edition is cited by the pages of its printed source.",
    example="the output goes from page 11 to page 13.",
    remedy=OURS,
    check=partial(findings_of, kinds=_PAGE, said={
        MarkFault.MISSING: "the mark of page {value} is missing at {place}",
    }),
)  # fmt: skip


PAGE_MARK_ADDED = Rule(
    "O302", "page-mark-added", Severity.ERROR,
    summary="The output marks a page that the transcription does not have.",
    why="A citation of that page would lead to a place that is not in the source.",
    example="page 12 is marked twice.",
    remedy=OURS,
    check=partial(findings_of, kinds=_PAGE, said={
        MarkFault.ADDED: "there is a mark of page {value} too many at {place}",
    }),
)  # fmt: skip


PAGE_MARK_MOVED = Rule(
    "O303", "page-mark-moved", Severity.ERROR,
    summary="The mark of a page stands elsewhere in the output, or shows another number.",
    why="A citation by page would lead to other words than the printed source has on it.",
    example="the mark of page 12 has gone to the end of its paragraph.",
    remedy=OURS,
    check=partial(findings_of, kinds=_PAGE, said={
        MarkFault.MOVED: "the mark of page {value} belongs at {place}, now at {now}",
        MarkFault.OTHER: "page {value} is marked as page {found} at {place}",
    }),
)  # fmt: skip
