"""Which notes of a document have a marker, and which only repeat such a note."""

from __future__ import annotations

from pipeline.integrity.scope import Scope

# Shorter ones, such as "Not printed.", are formulas, and each is a note of its own.
_SHORTEST = 40


def placed_notes(scope: Scope) -> frozenset[str]:
    """Give the notes that have a marker in the text."""
    return frozenset(marker.note for marker in scope.facts.markers if marker.placed)


def repeated_notes(scope: Scope) -> dict[str, str]:
    """Give for each note without a marker the one with a marker whose text it repeats."""
    placed = placed_notes(scope)
    idle = [note.id for note in scope.facts.notes if note.id not in placed]
    if not idle:
        return {}
    words = {note.id: _words(scope, note.id) for note in scope.facts.notes}
    shown = {words[one]: one for one in reversed(words) if one in placed}
    return {one: shown[words[one]] for one in idle if words[one] in shown and _is_long(words[one])}


def _words(scope: Scope, note: str) -> str:
    passages = scope.reading.note_passages.get(note, ())
    return scope.reading.text[passages[0].start : passages[-1].end] if passages else ""


def _is_long(words: str) -> bool:
    return len(words) > _SHORTEST
