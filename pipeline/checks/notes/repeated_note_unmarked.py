"""N125: a note that repeats another has no marker of its own."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.notes.texts import repeated_notes
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    notes = {note.id: note for note in view.facts.notes}
    for name, other in repeated_notes(view).items():
        label = notes[other].label
        yield Finding(
            notes[name].span,
            f"this note repeats note {label} and has no marker of its own",
            f"set the marker {label} at the other word too, or take the repetition out of the list",
            (("the note with a marker", notes[other].span),),
        )


RULE = DocumentRule(
    "N125", "repeated-note-unmarked", Severity.WARNING, check=_check,
    summary="A note that repeats another has no marker of its own.",
    why="""Where the print shows the marker of one note at several words, a list may count the note
    each time. Readers find its text at the first of them; the others are not known.""",
    example="""the notes 2 and 5 have the same text of some length, and the text shows the markers 1
    to 4.""",
    remedy="""To mend it, compare with the printed page: set the marker of the first note at the
    other word too, or take the repetition out of the list.""",
)  # fmt: skip
