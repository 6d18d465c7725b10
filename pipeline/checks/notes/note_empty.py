"""N106: a note has no text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    marked = {marker.note: marker.span for marker in reversed(view.facts.markers)}
    for note in view.facts.notes:
        if note.is_empty:
            span = note.span if note.span[0] >= 0 else marked.get(note.id, note.span)
            yield Finding(
                span,
                f"note {note.label} has no text",
                "write the text of the note after its number in the list of notes",
            )


RULE = DocumentRule(
    "N106", "note-empty", Severity.ERROR, check=_check,
    summary="A note has no text.",
    why="The text of the note was lost, or its number is no number of a note.",
    example="`3.` on a line of its own in the list of notes.",
    remedy="To mend it, write the text of the note after its number.",
)  # fmt: skip
