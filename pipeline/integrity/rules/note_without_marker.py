"""N102: a note of the list has no marker in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.note_texts import placed_notes, repeated_notes
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """A note of the list has no marker in the text.

    Nobody reading the text would find the note, so its place must be settled before the
    edition can be published. Of a note that repeats one with a marker N125 speaks.

    Example: a list of six notes below a text that shows the markers 1 to 5.

    To mend it, set the marker where the printed page has it: the number right after the word.
    """
    placed = placed_notes(scope)
    repeats = repeated_notes(scope)
    for note in scope.facts.notes:
        if note.id not in placed and note.id not in repeats:
            yield Finding(
                note.span,
                f"note {note.label} has no marker in the text",
                f"set the marker {note.label} right after its word in the text, or remove the note",
            )
