"""The made-up edition as a whole book: parts, chapters, texts of the editors, lists, index."""

from __future__ import annotations

from pipeline import document as model
from pipeline.authority import Authorities, Person, TermEntry
from pipeline.book import Book, Part, Plan
from pipeline.book.compose import Texts, compose
from pipeline.document import (
    Attachment,
    Closer,
    Correction,
    Dateline,
    Document,
    DocumentKind,
    Heading,
    Item,
    List,
    ListKind,
    Note,
    NoteMarker,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Reference,
    Signature,
    UnplacedNote,
)
from pipeline.metadata import Metadata
from tests.verify.sample import Scribe, edition

METADATA = Metadata(
    "harbour",
    "Papers of the Harbour, 1931–1932",
    series="Records of the Coast",
    publisher="The Board & Sons",
    place="Port Ellis",
    date="1935",
    rights="In the public domain",
    editors=("A. Mast", "B. Sail"),
    subtitle="With an Index of Persons",
    isbn="978-0-306-40615-7",
    identifiers=("doi:10.1000/182", "LCCN 45-1234"),
)


def circular() -> Document:
    """A circular with notes in notes, corrections, a note without a marker, letters in letters."""
    s = Scribe()
    t = s.text
    inner = Attachment(
        (
            Heading((t("[Subenclosure]"),)),
            Paragraph((t("The oil was poor."), s.marker("d9fn3"))),
            Closer((Signature((t("C. Rope"),)),)),
        )
    )
    blocks: tuple[model.Block, ...] = (
        Heading((t("9. Circular to the Keepers"), s.marker("d9fn1"))),
        Dateline((t("Port Ellis, June 1, 1931."),)),
        Paragraph((t("The lamp is to be "), Correction("trimed", "trimmed", (30, 36)))),
        s.page("18"),
        Paragraph((t("to the right"),), ParagraphStyle.RIGHT),
        List(
            ListKind.BULLETED,
            (
                Item((t("Clean the glass; see "), Reference("#d9fn2", (t("note 2"),)))),
                Item((t("Fill the lamp."),), blocks=(Paragraph((t("Twice a day."),)),)),
            ),
        ),
        Attachment(
            (
                Heading((t("[Enclosure]"),)),
                Paragraph((t("See "), Reference("#d9fn4", (t("note 7"),)))),
                inner,
            )
        ),
        Quotation((Paragraph((t("“Trim it.”"),)),)),
        UnplacedNote("d9fn4"),
    )
    notes = (
        Note("d9fn1", "1", (Paragraph((t("Printed."), s.marker("d9fn2"), t(" Twice."))),)),
        Note("d9fn2", "2", (Paragraph((t("By the Board's press."), s.page("19"))),)),
        Note("d9fn3", "†", (Paragraph((t("So the keeper; cf. "), NoteMarker("d9fn1"))),)),
        Note("d9fn4", "7", (Paragraph((t("No marker leads here."),)),)),
    )
    return Document("d9", "9", DocumentKind.HISTORICAL, blocks, notes)


def prose(name: str, heading: str, *paragraphs: str) -> Document:
    """A text of the editors."""
    s = Scribe()
    lines = tuple(Paragraph((s.text(one),)) for one in paragraphs)
    return Document(name, None, DocumentKind.EDITORIAL_NOTE, (Heading((s.text(heading),)), *lines))


def documents() -> tuple[Document, ...]:
    """Give the three documents of the volume."""
    return (*edition(), circular())


def volume() -> Book:
    """Give the book with all that can stand in one."""
    plan = Plan(
        (
            Part("The Light of 1931", ("d7",), (Part("Reports", ("d8",)),)),
            Part("Circulars", ("d9",)),
        )
    )
    authorities = Authorities(
        (Person("#p_1", "Oak, John", "keeper at Cape Ivor"), Person("#p_2", "Mast, A.")),
        (TermEntry("#t_1", "HB", "Harbour Board"), TermEntry("#t_2", "N.B.")),
    )
    front = (prose("preface", "Preface", "These papers are few.", "They are dry."),)
    back = (prose("afterword", "Afterword", "So it went out."),)
    texts = Texts(documents(), front, back, authorities)
    return compose(METADATA, plan, texts, b"<TEI/>")
