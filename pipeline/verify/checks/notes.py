"""What can be wrong with the notes of an output."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Rule, Severity
from pipeline.verify.checks.words import finding, marks_of, place
from pipeline.verify.differences import Differences, MarkDifference, MarkFault
from pipeline.verify.reading import MarkKind

_MARKERS = (MarkKind.NOTE, MarkKind.SECOND_MARKER)


def _check_note_missing(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.MISSING, *_MARKERS):
        label = differences.label(mark.mark.value)
        yield finding(mark.span, f"the {_marker(mark)} {label} is missing at {place(mark)}")


NOTE_MISSING = Rule(
    "O201", "note-missing", Severity.ERROR, check=_check_note_missing,
    summary="The output lacks a note, or a second marker of one.",
    why="Its text may be there, but nobody who reads the document is led to it.",
    example="the output has five of six footnotes.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _check_note_added(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.ADDED, *_MARKERS):
        yield finding(mark.span, f"there is a {_marker(mark)} too many at {place(mark)}")


NOTE_ADDED = Rule(
    "O202", "note-added", Severity.ERROR, check=_check_note_added,
    summary="The output has a note or a marker that the transcription does not have.",
    why="A reader would take it for a note of the source.",
    example="a note with two markers has become two notes.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _check_note_moved(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.MOVED, *_MARKERS):
        label = differences.label(mark.mark.value)
        now = "" if mark.found is None else f", now at {place(mark, moved=True)}"
        yield finding(mark.span, f"the {_marker(mark)} {label} belongs at {place(mark)}{now}")
    for mark in marks_of(differences, MarkFault.OTHER, *_MARKERS):
        label = differences.label(mark.mark.value)
        yield finding(mark.span, f"another note than {label} stands at {place(mark)}")


NOTE_MOVED = Rule(
    "O203", "note-moved", Severity.ERROR, check=_check_note_moved,
    summary="The marker of a note stands elsewhere in the output.",
    why="A note in the wrong place explains the wrong thing.",
    example="""the marker stands before the comma and not after it, or two notes have changed
    places.""",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _check_note_label(differences: Differences) -> Iterator[Finding]:
    for wanted, found, span in differences.labels:
        yield finding(span, f"note {wanted.label} is numbered “{found.label}” in the output")


NOTE_LABEL_CHANGED = Rule(
    "O204", "note-label-changed", Severity.ERROR, check=_check_note_label,
    summary="The marker of a note shows another number or symbol than the printed one.",
    why="Documents cite notes by their number.",
    example="the note printed `*` shows `4`.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _marker(difference: MarkDifference) -> str:
    return "note" if difference.mark.kind is MarkKind.NOTE else "second marker of note"
