"""Documents written by hand that hold every part of the model and text that is markup elsewhere."""

from __future__ import annotations

from pipeline.book import Book
from pipeline.model import document as model
from pipeline.model.document import (
    Cell,
    Document,
    DocumentKind,
    Heading,
    LineBreak,
    List,
    ListItem,
    ListKind,
    Note,
    NoteMarker,
    Paragraph,
    ParagraphStyle,
    Row,
    Table,
    Text,
)
from pipeline.model.metadata import Metadata
from tests.documents import read

METADATA = Metadata(
    id="sample1945",
    title="The Conference & <Its> Papers, 1945",
    series="Papers Relating to Nothing: “Diplomatic” Papers",
    publisher="Printing Office",
    place="Washington",
    date="1960",
    language="en",
    rights="Public domain in the United States",
    editors=("A. Editor", "B. Editor"),
)

# Each is markup in some format that the pipeline writes or that pandoc reads.
MARKUP = (
    '#read("/etc/passwd")', "@x", "$1$", "= H", "// c", "`x`{=typst}", "<script>alert(1)</script>",
    "---", "*a*", "\\x", "&amp;", "&#65;", "]]>", "<!-- c -->", "[a](b)", "{{x}}", "{number}", "%s",
    "...", "--", "'q'", '"q"', "-1", "-?", "1. x", "<w:t>", "\\u0041", "${x}", "^n^", "~n~",
)  # fmt: skip
SPACES = "a  b   c\u00a0d\u00a0\u00a0e\u202ff\u2003g "
STRINGS = (*MARKUP, SPACES, " ", "\u00a0", "a\u00ad\u200bb", "co\u2011op", "\u202ex", "𝒜 Ω ж ế")


def text(string: str) -> tuple[Text, ...]:
    """One leaf of text."""
    return (Text(string),)


def paragraph(string: str, style: ParagraphStyle = ParagraphStyle.BODY) -> Paragraph:
    """A paragraph of nothing but text."""
    return Paragraph(text(string), style)


def document(name: str, *blocks: model.Block, notes: tuple[Note, ...] = ()) -> Document:
    """A document of ``blocks`` under a heading."""
    heading = Heading((Text(f"No. {name[1:]}"), LineBreak(), Text(f"Mr. {name} to <Mrs.> & Co.")))
    kind = DocumentKind.HISTORICAL
    return Document(name, name[1:], kind, (heading, *blocks), notes)


def note(owner: str, place: int, label: str, *blocks: model.Block) -> Note:
    """A note of ``owner``, by default with a sentence of its own."""
    given = blocks or (paragraph(f"Note {place} of {owner}."),)
    return Note(f"{owner}fn{place}", label, given)


LETTER = read("letter")
FROM_ZERO = read("from_zero")
HOSTILE = Document(
    "d3",
    None,
    DocumentKind.EDITORIAL_NOTE,
    (
        Heading(text(" ".join(MARKUP))),
        *(paragraph(line) for line in MARKUP),
        List(ListKind.SIMPLE, tuple(ListItem(text(line), label=text(line)) for line in MARKUP)),
        Table(tuple(Row((Cell(text(line)), Cell(text(line)))) for line in MARKUP), text(MARKUP[0])),
        Paragraph((*text("all"), NoteMarker("d3fn1"))),
    ),
    (note("d3", 1, "<b>", *(paragraph(line) for line in MARKUP)),),
)

BOOK = Book.of(METADATA, (LETTER, FROM_ZERO, HOSTILE), b"<TEI/>")
