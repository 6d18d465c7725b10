"""The way from the TEI back to the transcription, kept beside the TEI and not in it.

The TEI of a document, read from start to end with each note at its marker in the text, is a row of
leaves: stretches of text, page breaks, markers, line ends. The ledger lists, in that order,
where in the normalized text each leaf came from. What no leaf of text covers was set aside:
markers, page breaks, bullets, note numbers, the tabs between cells, line ends and indents.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.document import (
    Document,
    Leaf,
    Note,
    NoteMarker,
    Span,
    Text,
    UnplacedNote,
    leaves_of,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Spans of the leaves of one TEI document, in the order of the TEI.

    ``likely`` gives the id of each note without a marker and the places where it may belong, best
    first.
    """

    spans: tuple[Span, ...]
    likely: tuple[tuple[str, tuple[Span, ...]], ...] = ()


def set_aside(found: Iterable[Leaf], text: str) -> list[tuple[Span, str]]:
    """List what of ``text`` is in no text leaf of those ``found``, in the order of ``text``."""
    kept = sorted([leaf.span for leaf in found if isinstance(leaf, Text)])
    aside, done = [], 0
    for start, end in [*kept, (len(text), len(text))]:
        if start > done:
            aside.append(((done, start), text[done:start]))
        done = max(done, end)
    return aside


def leaves(document: Document) -> list[Leaf]:
    """List the leaves of ``document`` in the order of its TEI.

    A note stands at its first marker in the text itself; only if it has none there, in a note.
    """
    found: list[Leaf] = []
    in_text = {leaf.note for leaf in leaves_of(document) if isinstance(leaf, _HOLDERS)}
    here = {note.id: note for note in document.notes if note.id in in_text}
    notes = {note.id: note for note in document.notes if note.id not in in_text}
    for leaf in leaves_of(document):
        found.append(leaf)
        if isinstance(leaf, _HOLDERS) and leaf.note in here:
            _gather(here.pop(leaf.note), notes, found)
    return found


_HOLDERS = (NoteMarker, UnplacedNote)


def _gather(note: Note, notes: dict[str, Note], found: list[Leaf]) -> None:
    for leaf in leaves_of(note):
        found.append(leaf)
        if isinstance(leaf, _HOLDERS) and leaf.note in notes:
            _gather(notes.pop(leaf.note), notes, found)
