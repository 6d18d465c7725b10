"""The document model that every stage speaks: frozen, closed, without free-form fields.

A document is a tree of blocks; a block holds inlines or further blocks. Notes live in
``Document.notes`` and a marker carries only the id of its note, so that one note with two
markers is still one note. Leaves carry spans, offsets ``(start, end)`` into the normalized text
of the transcription; they are aids for messages and no part of a document's value. The span of
anything larger is :func:`span_of` it, and its words are :func:`text_of` it.
"""

from pipeline.model.document.blocks import (
    Attachment,
    Block,
    Cell,
    Closer,
    CloserLine,
    CloserPart,
    Dateline,
    Heading,
    List,
    ListItem,
    ListKind,
    Opener,
    OpenerLine,
    OpenerPart,
    Paragraph,
    ParagraphStyle,
    Postscript,
    Quotation,
    Row,
    RowRole,
    Salutation,
    Signature,
    SourceNote,
    Table,
    TextBlock,
    UnplacedNote,
    Valediction,
)
from pipeline.model.document.inlines import (
    INDENT,
    NOWHERE,
    WEB,
    Alteration,
    AlterationKind,
    Annotated,
    ChoiceKind,
    Condition,
    ConditionKind,
    Date,
    Editorial,
    EditorialChoice,
    Figure,
    Foreign,
    HandShift,
    Highlight,
    Inline,
    InlineMark,
    Lacuna,
    LacunaKind,
    LineBreak,
    NoteMarker,
    PageBreak,
    PersonName,
    Place,
    Reference,
    Remark,
    RemarkKind,
    Rendition,
    Span,
    Substitution,
    Term,
    Text,
    page_id,
)
from pipeline.model.document.printed import printed
from pipeline.model.document.text import Document, DocumentKind, Note
from pipeline.model.document.tree import (
    Inlines,
    Leaf,
    Node,
    StructuralNode,
    children,
    leaves_of,
    line_of,
    runs_and_parts,
    span_of,
    text_of,
    walk,
)
