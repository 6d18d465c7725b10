"""The document model that every stage speaks: frozen, closed, without free-form fields.

A document is a tree of blocks; a block holds inlines or further blocks. Notes live in
``Document.notes`` and a marker carries only the id of its note, so that one note with two
markers is still one note. Leaves carry spans, offsets ``(start, end)`` into the normalized text
of the transcription; they are aids for messages and no part of a document's value. The span of
anything larger is :func:`span_of` it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from operator import attrgetter
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
NOWHERE: Span = (-1, -1)
WEB = ("http://", "https://", "mailto:")  # so begins a target outside of every edition


class DocumentKind(Enum):
    """What a document is in its volume (``div/@subtype``)."""

    HISTORICAL = "historical-document"
    EDITORIAL_NOTE = "editorial-note"


class ParagraphStyle(Enum):
    """How a paragraph stands on the page (``p/@rend``)."""

    BODY = "body"
    CENTER = "center"
    FLUSH_LEFT = "flush-left"
    RIGHT = "right"
    SECTION_TITLE = "section-title"


class ListKind(Enum):
    """What a list is for (``list/@type``)."""

    SIMPLE = "simple"
    BULLETED = "bulleted"
    GLOSS = "gloss"
    SUBJECT = "subject"
    PARTICIPANTS = "participants"
    TO = "to"
    FROM = "from"
    REFERENCES = "references"


class RowRole(Enum):
    """Whether a table row holds headings or data (``row/@role``)."""

    LABEL = "label"
    DATA = "data"


# --- inlines -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the transcription; never empty, never holding a line end."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that is kept inside a block, as in a heading of two lines."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The start of page ``number`` of the printed source; inline or between blocks."""

    number: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NoteMarker:
    """The place in the text that a note belongs to; ``note`` is a ``Note.id``."""

    note: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference as printed; ``target`` as in ``ref/@target``."""

    target: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """A date as printed with its W3C value(s) (TEI att.datable.w3c)."""

    content: tuple[Inline, ...]
    when: str | None = None
    from_: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place name as printed."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name; ``key`` points into the authority file (``persName/@corresp``)."""

    key: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation or term; ``key`` points into the authority file (``gloss/@target``)."""

    key: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A printed reading and the one an editor has accepted for it (TEI ``choice``)."""

    printed: str
    reading: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Annotated: TypeAlias = Reference | Date | Place | PersonName | Term
Inline: TypeAlias = Text | LineBreak | PageBreak | NoteMarker | Annotated | Correction


# --- blocks --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where the document is kept, printed above its heading."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a document or attachment, its number kept as printed."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Place and date of writing."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Salutation:
    """The address that opens a letter; ``run_in`` where the paragraph goes on in its line."""

    content: tuple[Inline, ...]
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class OpenerLine:
    """A line of the opening beside dateline and salutation: a classification, a file number."""

    content: tuple[Inline, ...]


OpenerPart: TypeAlias = Dateline | Salutation | OpenerLine | PageBreak


@dataclass(frozen=True, slots=True)
class Opener:
    """The opening of a letter or telegram (TEI ``opener``)."""

    parts: tuple[OpenerPart, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    content: tuple[Inline, ...]
    style: ParagraphStyle = ParagraphStyle.BODY


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: its label where it has one, its text, then any blocks inside it."""

    content: tuple[Inline, ...]
    label: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """A list with its head lines, each a tuple of inlines."""

    kind: ListKind
    items: tuple[Item | PageBreak, ...]
    heads: tuple[tuple[Inline, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; may be empty."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A table row."""

    cells: tuple[Cell, ...]
    role: RowRole = RowRole.DATA


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a page may break between its rows."""

    rows: tuple[Row | PageBreak, ...]
    head: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A passage set off as quoted."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Valediction:
    """The phrase that closes a letter, as ``Sincerely yours,``."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature with the lines of office below it."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class CloserLine:
    """A line of the closing that is neither valediction, signature nor dateline."""

    content: tuple[Inline, ...]


CloserPart: TypeAlias = Valediction | Signature | CloserLine | Dateline | PageBreak


@dataclass(frozen=True, slots=True)
class Closer:
    """The closing of a letter or telegram (TEI ``closer``)."""

    parts: tuple[CloserPart, ...]


@dataclass(frozen=True, slots=True)
class Postscript:
    """What was added after the signature."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class UnplacedNote:
    """A note for which the text shows no marker, kept at the end so that nothing is lost."""

    note: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document attached to the one it stands in, with a structure of its own."""

    blocks: tuple[Block, ...]


Block: TypeAlias = (
    SourceNote
    | Heading
    | Opener
    | Dateline
    | Paragraph
    | List
    | Table
    | Quotation
    | Closer
    | Postscript
    | PageBreak
    | UnplacedNote
    | Attachment
)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote.

    ``id`` is the document's id, ``fn`` and the note's place in the list (``d1282fn3``);
    ``label`` is the number or symbol its marker shows in the text (``note/@n``). Where ``printed``
    is false, the print has no marker, and ``label`` is the note's place in the list.
    """

    id: str
    label: str
    blocks: tuple[Block, ...]
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One document of an edition.

    ``id`` is the stem of the transcription's file name and an XML name; ``number`` is the
    printed document number, where there is one; ``notes`` stand in the order of the list.
    """

    id: str
    number: str | None
    kind: DocumentKind
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()


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
