"""Documents written by hand that hold every part of the model and text that is markup elsewhere."""

from __future__ import annotations

from pipeline import document as model
from pipeline.book import Book
from pipeline.document import (
    Attachment,
    Cell,
    Closer,
    CloserLine,
    Correction,
    Date,
    Dateline,
    Document,
    DocumentKind,
    Heading,
    Item,
    LineBreak,
    List,
    ListKind,
    Note,
    NoteMarker,
    Opener,
    OpenerLine,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    PersonName,
    Place,
    Postscript,
    Quotation,
    Reference,
    Row,
    RowRole,
    Salutation,
    Signature,
    SourceNote,
    Table,
    Term,
    Text,
    UnplacedNote,
    Valediction,
)
from pipeline.metadata import Metadata

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


LETTER = Document(
    "d1",
    "1",
    DocumentKind.HISTORICAL,
    (
        SourceNote(text("Truman Papers")),
        PageBreak("11"),
        Heading((Text("No. 1"), LineBreak(), Text("Truman to Stalin"), NoteMarker("d1fn1"))),
        Opener(
            (
                Dateline(
                    (
                        Place(text("Washington")),
                        Text(", "),
                        Date(text("May 2, 1945"), when="1945-05-02"),
                    )
                ),
                OpenerLine(text("top secret")),
                PageBreak("12"),
                Salutation(text("Dear Generalissimo Stalin: "), run_in=True),
            )
        ),
        Paragraph(
            (
                Text("Your suggestion"),
                NoteMarker("d1fn2"),
                Text(" of the "),
                PageBreak("13"),
                Text("Far East, by "),
                PersonName("#p1", (Text("Chester"), NoteMarker("d1fn3"), Text(" Bowles"))),
                Text(" of the "),
                Term("#t1", text("NATO")),
                Text(". See again"),
                NoteMarker("d1fn2"),
                Text(" and "),
                Reference("#d2", text("Document 2")),
                Text(", "),
                Reference("#d2fn1", (Text("footnote 1"), NoteMarker("d1fn5"), Text(", here"))),
                Text(", "),
                Reference("#pg_12", text("p. 12")),
                Text(", "),
                Reference("#pg_999", text("p. 999")),
                Text(", "),
                Reference("frus1955-57v09#pg_12", text("vol. IX, p. 12")),
                Text(", "),
                Reference("#javascript:alert(1)", text("nowhere")),
                Text("; "),
                Correction("recieve", "receive"),
                Text("."),
            )
        ),
        paragraph(SPACES),
        paragraph("In the middle", ParagraphStyle.CENTER),
        paragraph("At the left", ParagraphStyle.FLUSH_LEFT),
        paragraph("At the right", ParagraphStyle.RIGHT),
        paragraph("I. A Section", ParagraphStyle.SECTION_TITLE),
        Quotation(
            (
                paragraph("“Quoted one.”"),
                Paragraph((Text("“Quoted"), NoteMarker("d1fn4"), Text(" two.”"))),
            )
        ),
        List(
            ListKind.SUBJECT,
            (
                Item(text("Far East"), blocks=(List(ListKind.BULLETED, (Item(text("deeper")),)),)),
                PageBreak("14"),
                Item(text("text of the item"), label=text("1.")),
            ),
            heads=(text("SUBJECT"), text("AND MORE")),
        ),
        List(ListKind.BULLETED, (Item(text("bullet")), Item(text("bullet two")))),
        Table(
            (
                Row((Cell(text("Year")), Cell(text("Sum"))), RowRole.LABEL),
                Row((Cell(text("1944")), Cell(()), Cell(text("5")))),
                PageBreak("15"),
                Row((Cell((Text("1945"), NoteMarker("d1fn6"))), Cell(text("6")))),
            ),
            head=text("Sums of money"),
        ),
        PageBreak("16"),
        Closer(
            (
                Valediction(text("Sincerely yours,")),
                Signature((Text("Harry S. Truman"), LineBreak(), Text("President"))),
                CloserLine(text("Enclosure")),
                Dateline(text("May 3")),
            )
        ),
        Postscript((paragraph("P.S. One more thing."),)),
        Attachment(
            (
                Heading((Text("[Draft of Letter]"), NoteMarker("d1fn7"))),
                Opener((Salutation(text("Dear Sir:")),)),
                paragraph("Attached text."),
                Attachment((Heading(text("[Subenclosure]")), paragraph("Deeper still."))),
            )
        ),
        UnplacedNote("d1fn8"),
    ),
    (
        note("d1", 1, "1"),
        note("d1", 2, "2", paragraph("First."), PageBreak("17"), paragraph("Second.")),
        note("d1", 3, "*", paragraph("Chester B. Bowles.")),
        note(
            "d1", 4, "3",
            Paragraph((Text("Outer"), NoteMarker("d1fn9"), Text(", "), NoteMarker("d1fn2"))),
        ),
        note("d1", 5, "†"),
        note(
            "d1", 6, "4",
            List(ListKind.SIMPLE, (Item(text("listed")),)),
            Table((Row((Cell(text("a")), Cell(text("b")))),)),
            Quotation((paragraph("quoted in a note"),)),
        ),
        note("d1", 7, "9"),
        note("d1", 8, "7"),
        note("d1", 9, "b", paragraph("A note on a note.")),
    ),
)  # fmt: skip

FROM_ZERO = document(
    "d2",
    Paragraph((Text("Zero"), NoteMarker("d2fn1"), Text(" and one"), NoteMarker("d2fn2"))),
    Paragraph((PageBreak("18"), Text("A page begins; see "), Reference("#d1", text("Document 1")))),
    Table((Row((Cell(text("last")),)),)),
    notes=(note("d2", 1, "0"), note("d2", 2, "1")),
)  # fmt: skip

HOSTILE = Document(
    "d3",
    None,
    DocumentKind.EDITORIAL_NOTE,
    (
        Heading(text(" ".join(MARKUP))),
        *(paragraph(line) for line in MARKUP),
        List(ListKind.SIMPLE, tuple(Item(text(line), label=text(line)) for line in MARKUP)),
        Table(tuple(Row((Cell(text(line)), Cell(text(line)))) for line in MARKUP), text(MARKUP[0])),
        Paragraph((*text("all"), NoteMarker("d3fn1"))),
    ),
    (note("d3", 1, "<b>", *(paragraph(line) for line in MARKUP)),),
)

BOOK = Book.of(METADATA, (LETTER, FROM_ZERO, HOSTILE), b"<TEI/>")
