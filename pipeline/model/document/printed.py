"""What of a document is printed: its text, its marks of pages, the markers of its notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from pipeline.model.document.blocks import UnplacedNote
from pipeline.model.document.inlines import (
    EditorialChoice,
    Figure,
    HandShift,
    Lacuna,
    LineBreak,
    NoteMarker,
    PageBreak,
    Span,
    Text,
)
from pipeline.model.document.text import Document
from pipeline.model.document.tree import Leaf, Node, span_of, walk


def printed(document: Document) -> Iterator[tuple[str, Span]]:
    """Yield all that is printed of ``document`` and its notes, each with its place."""
    labels = {note.id: note.label for note in document.notes}
    roots: tuple[Node, ...] = (document, *document.notes)
    for node in (node for root in roots for node in walk(root)):
        if isinstance(node, Leaf):
            yield _printed_of(node, labels), node.span
        elif isinstance(node, EditorialChoice):
            yield node.reading, span_of(node)
        elif isinstance(node, Figure):
            yield node.description, span_of(node)


def _printed_of(leaf: Leaf, labels: Mapping[str, str]) -> str:
    match leaf:
        case Text():
            return leaf.text
        case PageBreak():
            return leaf.number
        case NoteMarker() | UnplacedNote():
            return labels.get(leaf.note, "")
        case HandShift():
            return leaf.hand
        case Lacuna():
            return leaf.extent
        case LineBreak():
            return ""
        case _:
            assert_never(leaf)
