"""Which notes of a document have a marker, and which only repeat such a note."""

from __future__ import annotations

from pipeline.checks.view import View

# Shorter ones, such as "Not printed.", are formulas, and each is a note of its own.
_SHORTEST = 40


def placed_notes(view: View) -> frozenset[str]:
    """Give the notes that have a marker in the text."""
    return frozenset(marker.note for marker in view.facts.markers if marker.placed)


def repeated_notes(view: View) -> dict[str, str]:
    """Give for each note without a marker the one with a marker whose text it repeats."""
    placed = placed_notes(view)
    idle = [note.id for note in view.facts.notes if note.id not in placed]
    if not idle:
        return {}
    words = {note.id: _words(view, note.id) for note in view.facts.notes}
    shown = {words[one]: one for one in reversed(words) if one in placed}
    return {one: shown[words[one]] for one in idle if words[one] in shown and _is_long(words[one])}


def _words(view: View, note: str) -> str:
    passages = view.plain.note_passages.get(note, ())
    return view.plain.text[passages[0].start : passages[-1].end] if passages else ""


def _is_long(words: str) -> bool:
    return len(words) > _SHORTEST
