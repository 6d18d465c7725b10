"""What can be wrong with the marks of printed pages in an output."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.verify.checks.words import finding, marks_of, place
from pipeline.verify.differences import Change, Differences
from pipeline.verify.reading import MarkKind


def check_page_missing(differences: Differences) -> Iterator[Finding]:
    """The output does not mark a page of the printed source.

    An edition is cited by the pages of its printed source.

    Example: the output goes from page 11 to page 13.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in marks_of(differences, Change.MISSING, MarkKind.PAGE):
        message = f"the mark of page {mark.mark.value} is missing at {place(mark)}"
        yield finding(mark.span, message)


def check_page_added(differences: Differences) -> Iterator[Finding]:
    """The output marks a page that the transcription does not have.

    A citation of that page would lead to a place that is not in the source.

    Example: page 12 is marked twice.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in marks_of(differences, Change.ADDED, MarkKind.PAGE):
        message = f"there is a mark of page {mark.mark.value} too many at {place(mark)}"
        yield finding(mark.span, message)


def check_page_moved(differences: Differences) -> Iterator[Finding]:
    """The mark of a page stands elsewhere in the output, or shows another number.

    A citation by page would lead to other words than the printed source has on it.

    Example: the mark of page 12 has gone to the end of its paragraph.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in marks_of(differences, Change.MOVED, MarkKind.PAGE):
        now = "" if mark.found is None else f", now at {place(mark, moved=True)}"
        message = f"the mark of page {mark.mark.value} belongs at {place(mark)}{now}"
        yield finding(mark.span, message)
    for mark in marks_of(differences, Change.OTHER, MarkKind.PAGE):
        if mark.found is not None:
            message = f"page {mark.mark.value} is marked as page {mark.found.value}"
            yield finding(mark.span, f"{message} at {place(mark)}")
