"""What stands below one another: documents and notes, paragraphs, lists, the parts of a letter."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from pipeline.model.document.inlines import NOWHERE, Inline, PageBreak, Span


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
class ListItem:
    """A list item: its label where it has one, its text, then any blocks inside it."""

    content: tuple[Inline, ...]
    label: tuple[Inline, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    """A list with its head lines, each a tuple of inlines."""

    kind: ListKind
    items: tuple[ListItem | PageBreak, ...]
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
    """The words that close a letter.

    ``formula`` tells a greeting of its own, as ``Sincerely yours,``, from the last words of a
    personal letter, which greet as a part of what they say.
    """

    content: tuple[Inline, ...]
    formula: bool = True


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
    """A note for which the text shows no marker, kept at the end so that nothing is lost.

    ``likely`` are the places in the transcription where it may belong, best first.
    """

    note: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)
    likely: tuple[Span, ...] = field(default=(), compare=False, repr=False)


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

TextBlock: TypeAlias = (
    SourceNote
    | Heading
    | Dateline
    | Salutation
    | OpenerLine
    | Paragraph
    | Cell
    | Valediction
    | Signature
    | CloserLine
)
"""What holds inlines and nothing else."""


class DocumentKind(Enum):
    """What a document is in its volume (``div/@subtype``)."""

    HISTORICAL = "historical-document"
    EDITORIAL_NOTE = "editorial-note"


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
    ``language`` is a tag (BCP 47), or None where the language is that of the edition.
    """

    id: str
    number: str | None
    kind: DocumentKind
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    language: str | None = None

    @property
    def heading(self) -> Heading | None:
        """The first heading of the document's own; those of attachments are not."""
        return next((block for block in self.blocks if isinstance(block, Heading)), None)
