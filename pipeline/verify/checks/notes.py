"""What can be wrong with the notes of an output."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.model.diagnostics import Finding, Rule, Severity, rule
from pipeline.verify.checks.words import OURS, findings_of
from pipeline.verify.differences import Differences, MarkFault
from pipeline.verify.reading import MarkKind

_MARKERS = {MarkKind.NOTE, MarkKind.SECOND_MARKER}


NOTE_MISSING = Rule(
    "O201", "note-missing", Severity.ERROR,
    summary="The output lacks a note, or a second marker of one.",
    why="Its text may be there, but nobody who reads the document is led to it.",
    example="the output has five of six footnotes.",
    remedy=OURS,
    check=partial(findings_of, kinds=_MARKERS, said={
        MarkFault.MISSING: "the {marker} {label} is missing at {place}",
    }),
)  # fmt: skip


NOTE_ADDED = Rule(
    "O202", "note-added", Severity.ERROR,
    summary="The output has a note or a marker that the transcription does not have.",
    why="A reader would take it for a note of the source.",
    example="a note with two markers has become two notes.",
    remedy=OURS,
    check=partial(findings_of, kinds=_MARKERS, said={
        MarkFault.ADDED: "there is a {marker} too many at {place}",
    }),
)  # fmt: skip


NOTE_MOVED = Rule(
    "O203", "note-moved", Severity.ERROR,
    summary="The marker of a note stands elsewhere in the output.",
    why="A note in the wrong place explains the wrong thing.",
    example="""the marker stands before the comma and not after it, or two notes have changed
    places.""",
    remedy=OURS,
    check=partial(findings_of, kinds=_MARKERS, said={
        MarkFault.MOVED: "the {marker} {label} belongs at {place}, now at {now}",
        MarkFault.OTHER: "another note than {label} stands at {place}",
    }),
)  # fmt: skip


@rule("O204", Severity.ERROR,
    summary="The marker of a note shows another number or symbol than the printed one.",
    why="Documents cite notes by their number.",
    example="the note printed `*` shows `4`.",
    remedy=OURS,
)  # fmt: skip
def note_label_changed(differences: Differences) -> Iterator[Finding]:
    for wanted, found, span in differences.labels:
        yield Finding(span, f"note {wanted.label} is numbered “{found.label}” in the output")
