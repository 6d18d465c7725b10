"""Ways through a document: what is inside what, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import TypeAlias

from pipeline.document.blocks import (
    Attachment,
    Block,
    Cell,
    Closer,
    CloserLine,
    CloserPart,
    Dateline,
    Heading,
    Item,
    List,
    Opener,
    OpenerLine,
    OpenerPart,
    Paragraph,
    Postscript,
    Quotation,
    Row,
    Salutation,
    Signature,
    SourceNote,
    Table,
    UnplacedNote,
    Valediction,
)
from pipeline.document.inlines import (
    NOWHERE,
    Correction,
    Date,
    Inline,
    LineBreak,
    NoteMarker,
    PageBreak,
    PersonName,
    Place,
    Reference,
    Span,
    Term,
    Text,
)
from pipeline.document.text import Document, Note

Node: TypeAlias = Document | Note | Block | OpenerPart | CloserPart | Item | Row | Cell | Inline


def children(node: Node) -> Sequence[Node]:
    """Give the nodes directly inside ``node`` in the order of the text.

    Notes are not children of the place of their marker; walk ``Document.notes`` for them.
    """
    inside = _INSIDE.get(type(node))
    return () if inside is None else inside(node)


def span_of(node: Node) -> Span:
    """Give the stretch of the normalized text that ``node`` covers, or ``NOWHERE``."""
    spans = [leaf.span for leaf in walk(node) if isinstance(leaf, LEAVES)]
    known = [span for span in spans if span != NOWHERE]
    return (known[0][0], known[-1][1]) if known else NOWHERE


def walk(node: Node) -> Iterator[Node]:
    """Yield ``node`` and everything inside it, in the order of the text."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children(node))


Leaf: TypeAlias = Text | LineBreak | PageBreak | NoteMarker | Correction | UnplacedNote

LEAVES = (Text, LineBreak, PageBreak, NoteMarker, Correction, UnplacedNote)
"""The classes of :data:`Leaf`, which very many nodes are held against: quicker than the union."""

_INSIDE: dict[type, Callable[..., Sequence[Node]]] = {
    List: lambda node: (*(inline for head in node.heads for inline in head), *node.items),
    Item: lambda node: (*node.label, *node.content, *node.blocks),
    Table: lambda node: (*node.head, *node.rows),
    Row: attrgetter("cells"),
    **dict.fromkeys((Document, Note, Quotation, Postscript, Attachment), attrgetter("blocks")),
    **dict.fromkeys((Opener, Closer), attrgetter("parts")),
    **dict.fromkeys(
        (
            SourceNote, Heading, Dateline, Salutation, OpenerLine, Paragraph, Cell, Valediction,
            Signature, CloserLine, Reference, Date, Place, PersonName, Term,
        ),
        attrgetter("content"),
    ),
}  # fmt: skip
