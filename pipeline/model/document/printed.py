"""What of a document is printed: its text, its marks of pages, the markers of its notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from pipeline.model.document.blocks import UnplacedNote
from pipeline.model.document.inlines import Correction, LineBreak, NoteMarker, PageBreak, Span, Text
from pipeline.model.document.text import Document
from pipeline.model.document.tree import Node, leaves_of


def printed(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield all that is printed of ``document`` and its notes, each with its place."""
    labels = {note.id: note.label for note in document.notes}
    roots: tuple[Node, ...] = (document, *document.notes)
    for leaf in (leaf for root in roots for leaf in leaves_of(root)):
        match leaf:
            case Text():
                yield leaf.text, leaf.span
            case Correction():
                yield leaf.printed, leaf.span
                yield leaf.reading, leaf.span
            case PageBreak():
                yield leaf.number, leaf.span
            case NoteMarker() | UnplacedNote():
                yield labels.get(leaf.note, ""), leaf.span
            case LineBreak():
                pass
            case _:
                assert_never(leaf)
