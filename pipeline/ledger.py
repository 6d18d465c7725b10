"""The way from the TEI back to the transcription, kept beside the TEI and not in it.

The TEI of a document, read from start to end with each note at its first marker, is a row of
leaves: stretches of text, page breaks, markers, line ends. The ledger lists, in that order,
where in the normalized text each leaf came from. What no leaf of text covers was set aside:
markers, page breaks, bullets, note numbers, the tabs between cells, line ends and indents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import (
    Correction,
    Document,
    Leaf,
    LineBreak,
    Node,
    NoteMarker,
    PageBreak,
    Span,
    Text,
    UnplacedNote,
    children,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Spans of the leaves of one TEI document, in the order of the TEI."""

    spans: tuple[Span, ...]

    @classmethod
    def of(cls, document: Document) -> Ledger:
        """Take the ledger of a document that encoding has just made."""
        return cls(tuple(leaf.span for leaf in leaves(document)))

    def set_aside(self, document: Document, text: str) -> list[tuple[Span, str]]:
        """List what of ``text`` is in no text leaf of ``document``, in the order of ``text``."""
        kept = sorted(
            span
            for span, leaf in zip(self.spans, leaves(document), strict=True)
            if isinstance(leaf, Text | Correction)
        )
        aside, done = [], 0
        for start, end in [*kept, (len(text), len(text))]:
            if start > done:
                aside.append(((done, start), text[done:start]))
            done = max(done, end)
        return aside


def leaves(document: Document) -> Iterator[Leaf]:
    """Yield the leaves of ``document`` in the order of its TEI."""
    notes = {note.id: note for note in document.notes}

    def inside(node: Node) -> Iterator[Leaf]:
        if isinstance(node, Text | LineBreak | PageBreak | Correction):
            yield node
        elif isinstance(node, NoteMarker | UnplacedNote):
            yield node
            note = notes.pop(node.note, None)
            if note is not None:
                for child in children(note):
                    yield from inside(child)
        else:
            for child in children(node):
                yield from inside(child)

    yield from inside(document)
