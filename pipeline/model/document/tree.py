"""Ways through a document: what is inside what, in the order of the text, and what it reads.

Each ``match`` on classes of the model, here and elsewhere, has a case for all that can come and
ends with ``assert_never``. A class added to the model is therefore named by mypy wherever
something has to be decided for it, and until then raises AssertionError, so that no text is left
out in silence. ``isinstance`` is for those who look for one kind of node.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeAlias, assert_never

from pipeline.model.document.blocks import (
    Attachment,
    Block,
    Cell,
    Closer,
    CloserPart,
    Document,
    List,
    ListItem,
    Note,
    Opener,
    OpenerPart,
    Postscript,
    Quotation,
    Row,
    Table,
    TextBlock,
    UnplacedNote,
)
from pipeline.model.document.inlines import (
    NOWHERE,
    Annotated,
    EditorialChoice,
    Figure,
    HandShift,
    Inline,
    InlineMark,
    Lacuna,
    LineBreak,
    NoteMarker,
    PageBreak,
    Span,
    Text,
)

StructuralNode: TypeAlias = Block | OpenerPart | CloserPart | ListItem | Row | Cell
Node: TypeAlias = Document | Note | StructuralNode | Inline
Inlines: TypeAlias = tuple[Inline, ...]
Leaf: TypeAlias = Text | InlineMark | UnplacedNote


def runs_and_parts(
    node: Document | Note | StructuralNode,
) -> tuple[Sequence[Inlines], Sequence[StructuralNode]]:
    """Give the runs of inlines that ``node`` holds itself, and the parts that follow them."""
    if isinstance(node, TextBlock):
        return (node.content,), ()
    match node:
        case Document() | Note() | Quotation() | Postscript() | Attachment():
            return (), node.blocks
        case Opener() | Closer():
            return (), node.parts
        case List():
            return node.heads, node.items
        case ListItem():
            return ((*node.label, *node.content),), node.blocks
        case Table():
            return (node.head,) if node.head else (), node.rows
        case Row():
            return (), node.cells
        case PageBreak() | UnplacedNote():
            return (), ()
        case _:
            assert_never(node)


def children(node: Node) -> Sequence[Node]:
    """Give the nodes directly inside ``node`` in the order of the text.

    Notes are not children of the place of their marker; walk ``Document.notes`` for them.
    """
    if isinstance(node, Leaf):
        return ()
    if isinstance(node, Annotated):
        return node.content
    runs, parts = runs_and_parts(node)
    return (*chain.from_iterable(runs), *parts)


def walk(node: Node) -> Iterator[Node]:
    """Yield ``node`` and everything inside it, in the order of the text."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(children(node))


def leaves_of(node: Node) -> Iterator[Leaf]:
    """Yield what of ``node`` holds nothing further, in the order of the text."""
    return (inner for inner in walk(node) if isinstance(inner, Leaf))


def span_of(node: Node) -> Span:
    """Give the stretch of the normalized text that ``node`` covers, or ``NOWHERE``."""
    known = [leaf.span for leaf in leaves_of(node) if leaf.span != NOWHERE]
    return (known[0][0], known[-1][1]) if known else NOWHERE


def text_of(node: Node, *, readings: bool = False) -> str:
    r"""Give the text of ``node`` as printed, with ``\n`` for each line end that is kept.

    Markers, page breaks and places without words have no text. With ``readings``, what an editor
    accepts follows each printed reading in brackets.
    """
    parts: list[str] = []
    _text_into(node, parts, readings=readings)
    return "".join(parts)


def line_of(node: Node, *, readings: bool = False) -> str:
    """Give :func:`text_of` ``node`` on one line."""
    return text_of(node, readings=readings).replace("\n", " ")


def _text_into(node: Node, parts: list[str], *, readings: bool) -> None:
    if isinstance(node, Leaf):
        parts.append(_text_of_leaf(node))
        return
    for child in children(node):
        _text_into(child, parts, readings=readings)
    if readings and isinstance(node, EditorialChoice) and node.reading:
        parts.append(f" [{node.reading}]")


def _text_of_leaf(leaf: Leaf) -> str:
    match leaf:
        case Text():
            return leaf.text
        case LineBreak():
            return "" if leaf.joined else "\n"
        case PageBreak() | NoteMarker() | UnplacedNote() | Lacuna() | HandShift():
            return ""
        case _:
            assert_never(leaf)


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
