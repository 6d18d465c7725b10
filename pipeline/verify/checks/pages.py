"""What can be wrong with the marks of printed pages in an output."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Rule, Severity
from pipeline.verify.checks.words import finding, marks_of, place
from pipeline.verify.differences import Differences, MarkFault
from pipeline.verify.reading import MarkKind


def _check_page_missing(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.MISSING, MarkKind.PAGE):
        message = f"the mark of page {mark.mark.value} is missing at {place(mark)}"
        yield finding(mark.span, message)


PAGE_MARK_MISSING = Rule(
    "O301", "page-mark-missing", Severity.ERROR, check=_check_page_missing,
    summary="The output does not mark a page of the printed source.",
    why="An edition is cited by the pages of its printed source.",
    example="the output goes from page 11 to page 13.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _check_page_added(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.ADDED, MarkKind.PAGE):
        message = f"there is a mark of page {mark.mark.value} too many at {place(mark)}"
        yield finding(mark.span, message)


PAGE_MARK_ADDED = Rule(
    "O302", "page-mark-added", Severity.ERROR, check=_check_page_added,
    summary="The output marks a page that the transcription does not have.",
    why="A citation of that page would lead to a place that is not in the source.",
    example="page 12 is marked twice.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _check_page_moved(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.MOVED, MarkKind.PAGE):
        now = "" if mark.found is None else f", now at {place(mark, moved=True)}"
        message = f"the mark of page {mark.mark.value} belongs at {place(mark)}{now}"
        yield finding(mark.span, message)
    for mark in marks_of(differences, MarkFault.OTHER, MarkKind.PAGE):
        if mark.found is not None:
            message = f"page {mark.mark.value} is marked as page {mark.found.value}"
            yield finding(mark.span, f"{message} at {place(mark)}")


PAGE_MARK_MOVED = Rule(
    "O303", "page-mark-moved", Severity.ERROR, check=_check_page_moved,
    summary="The mark of a page stands elsewhere in the output, or shows another number.",
    why="A citation by page would lead to other words than the printed source has on it.",
    example="the mark of page 12 has gone to the end of its paragraph.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip
