"""What can be wrong with the notes of an output."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.verify.checks.words import finding, marks_of, place
from pipeline.verify.differences import Change, Differences, MarkDifference
from pipeline.verify.reading import MarkKind

_MARKERS = (MarkKind.NOTE, MarkKind.SECOND_MARKER)


def check_note_missing(differences: Differences) -> Iterator[Finding]:
    """The output lacks a note, or a second marker of one.

    Its text may be there, but nobody who reads the document is led to it.

    Example: the output has five of six footnotes.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in marks_of(differences, Change.MISSING, *_MARKERS):
        label = differences.label(mark.mark.value)
        yield finding(mark.span, f"the {_marker(mark)} {label} is missing at {place(mark)}")


def check_note_added(differences: Differences) -> Iterator[Finding]:
    """The output has a note or a marker that the transcription does not have.

    A reader would take it for a note of the source.

    Example: a note with two markers has become two notes.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in marks_of(differences, Change.ADDED, *_MARKERS):
        yield finding(mark.span, f"there is a {_marker(mark)} too many at {place(mark)}")


def check_note_moved(differences: Differences) -> Iterator[Finding]:
    """The marker of a note stands elsewhere in the output.

    A note in the wrong place explains the wrong thing.

    Example: the marker stands before the comma and not after it, or two notes have changed places.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for mark in marks_of(differences, Change.MOVED, *_MARKERS):
        label = differences.label(mark.mark.value)
        now = "" if mark.found is None else f", now at {place(mark, moved=True)}"
        yield finding(mark.span, f"the {_marker(mark)} {label} belongs at {place(mark)}{now}")
    for mark in marks_of(differences, Change.OTHER, *_MARKERS):
        label = differences.label(mark.mark.value)
        yield finding(mark.span, f"another note than {label} stands at {place(mark)}")


def check_note_label(differences: Differences) -> Iterator[Finding]:
    """The marker of a note shows another number or symbol than the printed one.

    Documents cite notes by their number.

    Example: the note printed ``*`` shows ``4``.

    Nothing needs mending in the transcription; the fault is the program's, so please report it with
    the transcription.
    """
    for wanted, found, span in differences.labels:
        yield finding(span, f"note {wanted.label} is numbered “{found.label}” in the output")


def _marker(difference: MarkDifference) -> str:
    return "note" if difference.mark.kind is MarkKind.NOTE else "second marker of note"
