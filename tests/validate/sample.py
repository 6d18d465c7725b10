"""A document that holds every element the encoding has, in TEI."""

from __future__ import annotations

from dataclasses import replace

from pipeline import tei
from pipeline.book import BookPart
from pipeline.model import document as model
from pipeline.model.authority import Authorities, Identifier, Person, PlaceEntry, TermEntry
from pipeline.model.metadata import Metadata, PrintedSource, Provenance

METADATA = Metadata(
    "edition", "An Edition", "A Series", "A Press", "Trieste", "1960", "en", "Public domain",
    ("An Editor",),
    source=PrintedSource(
        "A Book", ("Its Editor",), "Vienna", "Its Press", "1931", "0-306-40615-2", "A Box",
        "https://archive.example.org/3",
    ),
)  # fmt: skip
PROVENANCE = Provenance("d1.txt", "0" * 64, (("CRLF became LF", 2),))


def words(text: str) -> tuple[model.Text]:
    """Give the inlines of a plain text."""
    return (model.Text(text),)


def paragraph(text: str) -> model.Paragraph:
    """Give a plain paragraph."""
    return model.Paragraph(words(text))


CLOSER = model.Closer(
    (
        model.Valediction(words("Sincerely yours,")),
        model.Valediction(words("Give my love to all, from your"), formula=False),
        model.Signature((model.Text("A. Consul"), model.LineBreak(), model.Text("Consul"))),
        model.CloserLine(words("[No enclosure]")),
        model.Dateline(words("Trieste, May 2")),
        model.PageBreak("7"),
    )
)
OPENER = model.Opener(
    (
        model.Dateline(
            (
                model.Place(words("Trieste")),
                model.Text(", "),
                model.Date(words("May 2, 1951—1 p.m."), when="1951-05-02T13:00:00"),
            )
        ),
        model.OpenerLine(words("secret")),
        model.PageBreak("6"),
        model.Salutation(words("Dear Sir:"), run_in=True),
    )
)
MARKED: tuple[model.Inline, ...] = (
    *(model.Highlight(rendition, words("coal")) for rendition in model.Rendition),
    model.Foreign("it", words("carbone")),
    *(model.Condition(kind, words("salt"), "") for kind in model.ConditionKind),
    model.Condition(model.ConditionKind.UNCLEAR, words("salt"), "faded ink"),
    model.Condition(model.ConditionKind.DAMAGED, words("salt"), "water"),
    model.Alteration(model.AlterationKind.DELETED, words("pilots")),
    model.Alteration(model.AlterationKind.ADDED, (*words("six"), model.PageBreak("7a")), "above"),
    model.Substitution(
        (
            model.Alteration(model.AlterationKind.DELETED, words("May")),
            model.Alteration(model.AlterationKind.ADDED, words("June")),
        )
    ),
    *(model.EditorialChoice(kind, words("pod"), "post") for kind in model.ChoiceKind),
    *(
        model.EditorialChoice(kind, (*words("pod"), model.NoteMarker("d1fn1")))
        for kind in model.ChoiceKind
    ),
    model.Remark(model.RemarkKind.MARGIN, words("answered"), "left"),
    model.Remark(model.RemarkKind.MARGIN, words("answered")),
    model.Remark(model.RemarkKind.TRANSCRIBER, words("torn")),
    model.Figure(words("The mole"), "a plan of the mole", "mole.png"),
    model.Figure((), "a seal"),
    model.Lacuna(model.LacunaKind.GAP, "torn by the seal", "3 words"),
    model.Lacuna(model.LacunaKind.BLANK, "", "2 lines"),
    model.Lacuna(model.LacunaKind.GAP),
    model.HandShift("the Consul"),
    model.HandShift(),
    model.LineBreak(joined=True),
)
SPEAKING = model.Paragraph(
    (
        model.Text("The harbour"),
        model.NoteMarker("d1fn1"),
        model.Text(" was opened "),
        model.NoteMarker("d1fn1"),
        model.Reference("#d1", (*words("Document 1"), model.NoteMarker("d1fn2"))),
        model.Reference("frus1948v04#pg_79", (*words("p. 79"), model.NoteMarker("d1fn1"))),
        *MARKED,
        model.PersonName("#p_AC1", words("Consul")),
        model.PersonName("#o_BP1", words("Board"), is_body=True),
        model.Term("#t_USN1", words("USN")),
        model.Date(words("July 17–August 2"), from_="1945-07-17", to="1945-08-02"),
        model.Date(words("about Ventôse 30"), "1794-03-20", cert="low", calendars=("julian",)),
        model.Date(words("not long before May"), not_before="1794-03-20", not_after="1794-05-01"),
    ),
    model.ParagraphStyle.FLUSH_LEFT,
)
LISTS = (
    model.List(
        model.ListKind.PARTICIPANTS,
        (
            model.PageBreak("8"),
            model.ListItem(words("coal"), words("1.")),
            model.ListItem(words("salt"), blocks=(paragraph("from Istria"),)),
        ),
        (words("PARTICIPANTS"), words("the Port")),
    ),
    model.List(
        model.ListKind.GLOSS, (model.ListItem(words("coal"), words("C")), model.PageBreak("9"))
    ),
    model.Table(
        (
            model.PageBreak("10"),
            model.Row((model.Cell(()), model.Cell(words("coal"))), model.RowRole.LABEL),
            model.Row((model.Cell(words("May")), model.Cell(words("12")))),
        ),
        words("Coal"),
    ),
    model.Quotation((paragraph("open"), model.PageBreak("11"))),
)
DOCUMENT = model.Document(
    "d1",
    "1",
    model.DocumentKind.HISTORICAL,
    (
        model.SourceNote(words("Consular Files")),
        model.Heading((*words("1. Letter From Orme"), model.LineBreak(), *words("to the Board"))),
        OPENER,
        SPEAKING,
        *LISTS,
        CLOSER,
        model.Postscript((paragraph("The pilots left."),)),
        model.Attachment((model.Heading(words("[Enclosure]")), paragraph("Tolls"), CLOSER)),
        model.UnplacedNote("d1fn3"),
    ),
    (
        model.Note("d1fn1", "1", (paragraph("Not printed."),)),
        model.Note("d1fn2", "*", (paragraph("In April."), LISTS[0])),
        model.Note("d1fn3", "3", (paragraph("Lost."),)),
    ),
)


AUTHORITIES = Authorities(
    (
        Person("#p_AC1", "Consul, A.", "at Trieste", (Identifier("GND", "118540238"),)),
        Person("#p_X1", "Orme, Ada"),
        Person("#o_BP1", "Board of Pilots", "at Trieste", others=("B. P.",), is_body=True),
    ),
    (TermEntry("#t_USN1", "USN", "a navy"), TermEntry("#t_X1", "X")),
    (PlaceEntry("#pl_1", "Trieste", "a port", (Identifier("GeoNames", "1"),), ("Triest",)),),
)


def text(name: str) -> model.Document:
    """Give a text of one heading and one paragraph."""
    kind = model.DocumentKind.EDITORIAL_NOTE
    return model.Document(name, None, kind, (model.Heading(words(name)), paragraph("Coal")))


VOLUME = tei.Volume(
    (text("d0"), DOCUMENT, text("d2"), text("d3")),
    (text("preface"),),
    (text("afterword"), text("errata")),
    (
        BookPart(
            "Trieste", ("d1",), (BookPart("Coal & Salt", ("d2",)), BookPart("Tolls", ("d3",)))
        ),
        BookPart("Rest"),
    ),
)


def volume(*, small: bool = False) -> bytes:
    """Give the sample of a whole edition, or the same with little in its document."""
    whole = (
        VOLUME
        if not small
        else replace(VOLUME, documents=tuple(map(text, ("d0", "d1", "d2", "d3"))))
    )
    return tei.write_volume(whole, METADATA, [PROVENANCE], AUTHORITIES)


def written() -> bytes:
    """Give the sample as TEI."""
    return tei.write(DOCUMENT, METADATA, PROVENANCE)
