"""A book holds what its edition has, in a publisher's order, and its index leads to it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.book import BookPart, Outputs, Plan, Role, words
from pipeline.book.colophon import SCHEMA_VERSION
from pipeline.book.compose import Texts, alone, compose
from pipeline.book.mentions import mentions
from pipeline.book.titles import date_of, title_of
from pipeline.book.words import words_in
from pipeline.convert import docx, epub, pdf
from pipeline.model.authority import Authorities, Person, TermEntry
from pipeline.model.document import (
    Attachment,
    Block,
    Date,
    Dateline,
    Document,
    DocumentKind,
    Heading,
    LineBreak,
    Note,
    NoteMarker,
    PageBreak,
    Paragraph,
    PersonName,
    Reference,
    Text,
    text_of,
    walk,
)
from pipeline.model.metadata import Metadata, PrintedSource
from pipeline.validate import compiled
from pipeline.verify import docx as verify_docx
from pipeline.verify import epub as verify_epub
from pipeline.verify import pdf as verify_pdf

METADATA = Metadata("letters", "Letters", publisher="The Press", date="1960", rights="Free.")
FIREFLY, DRIFTWOOD = Person("#p_1", "Firefly, Rufus T.", "president"), Person("#p_2", "Driftwood")
PEOPLE = Authorities((FIREFLY, DRIFTWOOD), (TermEntry("#t_1", "NSC", "a council"),))


def named(key: str, name: str = "Firefly") -> PersonName:
    """Name a person."""
    return PersonName(key, (Text(name),))


def document(name: str, *blocks: Block, notes: tuple[Note, ...] = ()) -> Document:
    """Make a document with a heading; ``d7`` has the number 7."""
    number = name[1:]
    heading = Heading((Text(f"{number}. Letter {number}"),))
    dated = Dateline((Text("Sylvania, "), Date((Text(f"May {number}, 1933"),), "1933-05-01")))
    return Document(name, number, DocumentKind.HISTORICAL, (heading, dated, *blocks), notes)


def paragraph(*inlines: Text | PageBreak | PersonName | NoteMarker) -> Paragraph:
    """Make a paragraph."""
    return Paragraph(inlines)


ONE = document("d1", paragraph(Text("To "), named("#p_1"), PageBreak("12"), named("#p_1")))
TWO = document(
    "d2",
    paragraph(named("#p_1"), NoteMarker("d2fn1"), Text(" and "), PageBreak("13"), Text("on")),
    notes=(Note("d2fn1", "1", (paragraph(Text("See "), named("#p_1")),)),),
)
THREE = document("d3", paragraph(Text("Nobody.")))


def test_one_document_has_a_colophon_and_no_lists() -> None:
    book = compose(METADATA, Plan(), Texts((ONE,)), b"<TEI/>")
    assert [one.role for one in book.sections] == [Role.DOCUMENT, Role.COLOPHON]
    assert book.documents == (ONE,)
    assert "one transcription" in text_of(book.texts[-1])


def test_a_new_book_is_not_its_own_source() -> None:
    colophon = text_of(compose(METADATA, Plan(), Texts((ONE,)), b"<TEI/>").texts[-1])
    assert "Printed source" not in colophon
    assert "in text and margin are those of the printed source" in colophon


def test_the_printed_source_is_named_as_the_edition_describes_it() -> None:
    source = PrintedSource(
        "Letters, 1931", ("C. Brown",), "Berlin", "The Press", "1960", "0-306-40615-2",
        "Harbour Archive, Box 3.", "https://archive.example.org/3",
    )  # fmt: skip
    known = replace(METADATA, source=source)
    colophon = text_of(compose(known, Plan(), Texts((THREE,)), b"<TEI/>").texts[-1])
    assert (
        "Printed source: Letters, 1931 (Berlin, The Press, 1960). C. Brown. ISBN 0-306-40615-2."
        " Harbour Archive, Box 3. https://archive.example.org/3."
    ) in colophon
    assert "numbers of pages" not in colophon


def test_the_list_of_documents_can_be_left_out() -> None:
    plan = Plan(outputs=Outputs(list_of_documents=False))
    book = compose(METADATA, plan, Texts((ONE, TWO)), b"<TEI/>")
    assert Role.DOCUMENTS not in [one.role for one in book.sections]


def test_sections_stand_in_order_with_parts_and_chapters() -> None:
    preface, afterword = document("preface"), document("afterword")
    plan = Plan(
        (BookPart("First", ("d1",)), BookPart("Second", (), (BookPart("Inner", ("d2", "d3")),)))
    )
    texts = Texts((ONE, TWO, THREE), (preface,), (afterword,), PEOPLE)
    book = compose(METADATA, plan, texts, b"<TEI/>")
    assert [(one.role, one.text.id, one.level) for one in book.sections] == [
        (Role.FRONT, "preface", 1),
        (Role.DOCUMENTS, "list-of-documents", 1),
        (Role.TERMS, "list-of-terms", 1),
        (Role.PERSONS, "list-of-persons", 1),
        (Role.PART, "part-1", 1),
        (Role.DOCUMENT, "d1", 2),
        (Role.PART, "part-2", 1),
        (Role.CHAPTER, "chapter-1", 2),
        (Role.DOCUMENT, "d2", 3),
        (Role.DOCUMENT, "d3", 3),
        (Role.BACK, "afterword", 1),
        (Role.INDEX, "index-of-persons", 1),
        (Role.COLOPHON, "colophon", 1),
    ]


def test_documents_in_no_part_stand_before_the_first() -> None:
    book = compose(METADATA, Plan((BookPart("Last", ("d3",)),)), Texts((ONE, TWO, THREE)), b"")
    assert [one.text.id for one in book.body] == ["d1", "d2", "part-1", "d3"]


def test_a_section_takes_no_name_that_a_document_has() -> None:
    texts = Texts((document("colophon"), document("Colophon-1")))
    book = compose(METADATA, Plan(), texts, b"")
    assert [text.id for text in book.texts] == [
        "list-of-documents", "colophon", "Colophon-1", "colophon-2",
    ]  # fmt: skip


def test_the_list_of_documents_has_numbers_dates_and_links() -> None:
    book = compose(METADATA, Plan(), Texts((ONE, TWO)), b"")
    listed = book.front[0].text
    assert text_of(listed) == (
        "List of DocumentsNo.DocumentDate1Letter 1May 1, 19332Letter 2May 2, 1933"
    )
    links = [node.target for node in walk(listed) if isinstance(node, Reference)]
    assert links == ["#d1", "#d2"]


def test_a_column_that_would_be_empty_is_left_out() -> None:
    plain = Document("a", None, DocumentKind.EDITORIAL_NOTE, (Heading((Text("A"),)),))
    other = Document("b", None, DocumentKind.EDITORIAL_NOTE, ())
    book = compose(METADATA, Plan(), Texts((plain, other)), b"")
    assert text_of(book.front[0].text) == "List of DocumentsDocumentAb"


def test_lists_have_every_entry_and_the_index_those_that_are_named() -> None:
    book = compose(METADATA, Plan(), Texts((ONE, TWO), authorities=PEOPLE), b"")
    by_role = {one.role: text_of(one.text) for one in book.sections}
    assert by_role[Role.PERSONS] == "PersonsFirefly, Rufus T., presidentDriftwood"
    assert by_role[Role.TERMS] == "Abbreviations and TermsNSC, a council"
    assert (
        by_role[Role.INDEX]
        == "Index of PersonsNumbers of pages in parentheses are those of the printed source."
        "Firefly, Rufus T.: No.\u00a01 (p.\u00a012); No.\u00a02 (p.\u00a012)"
    )


def test_no_index_where_nobody_is_named() -> None:
    book = compose(METADATA, Plan(), Texts((THREE,), authorities=PEOPLE), b"")
    assert Role.INDEX not in {one.role for one in book.sections}


def test_pages_of_names() -> None:
    found = mentions((ONE, TWO))
    assert [(one.document.id, one.pages) for one in found["#p_1"]] == [
        ("d1", ("12",)),
        ("d2", ("12",)),
    ]


@pytest.mark.parametrize("number", ["14", "11", "xiv"])
def test_a_page_that_is_not_known_is_not_guessed(number: str) -> None:
    later = document("d2", paragraph(named("#p_2"), PageBreak(number), Text("on")))
    assert mentions((ONE, later))["#p_2"][0].pages == ()


def test_a_note_is_on_the_page_of_its_marker_and_ends_there() -> None:
    note = Note("d1fn1", "1", (paragraph(PageBreak("13"), named("#p_2")),))
    text = paragraph(PageBreak("12"), NoteMarker("d1fn1"), named("#p_1"))
    found = mentions((document("d1", text, notes=(note,)),))
    assert (found["#p_2"][0].pages, found["#p_1"][0].pages) == (("13",), ("12",))


def test_titles_and_dates() -> None:
    two_lines = Document(
        "d8", "8", DocumentKind.HISTORICAL,
        (Heading((Text("No. 8"), LineBreak(), Text("The Title"), NoteMarker("d8fn1"))),
         Attachment((Dateline((Date((Text("May 4"),)),)),))),
    )  # fmt: skip
    assert (title_of(two_lines).number, title_of(two_lines).text) == ("8", "The Title")
    assert date_of(two_lines) == ""
    assert (title_of(ONE).text, date_of(ONE)) == ("Letter 1", "May 1, 1933")


def test_a_document_alone_has_an_id_of_its_own() -> None:
    book = alone(METADATA, ONE, b"<TEI/>", Plan())
    assert (book.metadata.id, book.metadata.title) == ("letters.d1", "1. Letter 1")
    assert book.metadata.subtitle == "May 1, 1933"
    assert book.texts == (ONE,)


def test_words_of_a_language_and_of_one_that_has_none() -> None:
    assert words_in("de-AT").index == "Personenregister"
    assert words_in("es-MX").index == "Índice onomástico"
    assert words_in("la") == words_in("ar-Latn") == words_in("en")
    assert words_in("he-IL").language == "he"


def test_every_language_has_every_word() -> None:
    tables = tomllib.loads(Path(words.__file__).with_name("words.toml").read_text("utf-8"))
    english = dict(_flat(tables["en"]))
    for table in tables.values():
        given = dict(_flat(table))
        assert list(given) == list(english)
        for key, text in given.items():
            assert set(_slots(text)) == set(_slots(english[key])), key


def _flat(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield above + key, value
        else:
            yield from _flat(value, f"{above}{key}.")


def _slots(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def test_the_colophon_names_the_schema_there_is() -> None:
    assert etree.parse(compiled.path()).getroot().get("version") == SCHEMA_VERSION


@pytest.mark.parametrize(
    ("make", "check"),
    [(docx.make, verify_docx.check), (epub.make, verify_epub.check), (pdf.make, verify_pdf.check)],
)  # fmt: skip
def test_every_format_holds_every_section(make, check) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001 - pairs of one kind
    plan = Plan((BookPart("First", ("d1",)), BookPart("Second", (), (BookPart("Inner", ("d2",)),))))
    preface = Document(
        "preface", None, DocumentKind.EDITORIAL_NOTE,
        (Heading((Text("Preface"),)), Paragraph((Reference("#d2", (Text("See 2."),)),))),
    )  # fmt: skip
    book = compose(METADATA, plan, Texts((ONE, TWO), (preface,), (), PEOPLE), b"<TEI/>")
    made = make(book)
    assert check(book, made) == ()
    shorter = compose(METADATA, plan, Texts((ONE, TWO), (preface,)), b"<TEI/>")
    assert {one.rule.code for one in check(book, make(shorter))} >= {"O001"}
