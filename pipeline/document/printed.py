"""What of a document is printed: its text, its marks of pages, the markers of its notes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.document.blocks import UnplacedNote
from pipeline.document.inlines import Correction, NoteMarker, PageBreak, Span, Text
from pipeline.document.text import Document
from pipeline.document.tree import Node, walk


def printed(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield all that is printed of ``document`` and its notes, each with its place."""
    labels = {note.id: note.label for note in document.notes}
    roots: tuple[Node, ...] = (document, *document.notes)
    for node in (node for root in roots for node in walk(root)):
        match node:
            case Text():
                yield node.text, node.span
            case Correction():
                yield node.printed, node.span
                yield node.reading, node.span
            case PageBreak():
                yield node.number, node.span
            case NoteMarker() | UnplacedNote():
                yield labels.get(node.note, ""), node.span
