"""The sections of a book in print: where they begin, their folios, the heads of their pages."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from pipeline.book import Book, Role, Section
from pipeline.convert import pdf
from pipeline.model.document import (
    Block,
    Date,
    Dateline,
    Document,
    DocumentKind,
    Heading,
    List,
    ListItem,
    ListKind,
    Opener,
    Text,
)
from pipeline.verify import pdf as verify
from tests.pdf.reading import METADATA, faults, paragraph
from tests.verify.volume import volume

LONG = "The ferry crossed the harbor every hour of the day until the ice came down the river. "


def section(role: Role, name: str, title: str, *blocks: Block, level: int = 1) -> Section:
    number = name[1:] if role is Role.DOCUMENT else None
    heading = Heading((Text(title),))
    return Section(role, Document(name, number, DocumentKind.HISTORICAL, (heading, *blocks)), level)


DATED = Opener((Dateline((Date((Text("May 4, 1881"),), when="1881-05-04"),)),))
INDEX = List(
    ListKind.SIMPLE,
    tuple(ListItem((Text(f"Person {number}, Given: No. 1"),)) for number in range(90)),
)
BOOK = Book(
    replace(METADATA, subtitle="The First Years", isbn="978-3-16-148410-0", rights="Free to all"),
    (
        section(Role.PART, "part-1", "The Winter"),
        section(Role.CHAPTER, "chapter-1", "Before the Ice", level=2),
        section(Role.DOCUMENT, "d1", "1. First Letter", DATED, paragraph(LONG * 50), level=3),
        section(Role.DOCUMENT, "d2", "2. Second Letter", paragraph(LONG * 50), level=3),
        section(Role.PART, "part-2", "The Settlement"),
        section(Role.DOCUMENT, "d3", "3. Third Letter", paragraph("Short."), level=2),
    ),
    b"<TEI/>",
    front=(section(Role.FRONT, "preface", "Preface", paragraph(LONG * 90)),),
    back=(section(Role.INDEX, "index", "Index of Persons", INDEX),),
)


@pytest.fixture(scope="module")
def data() -> bytes:
    return pdf.make(BOOK)


@pytest.fixture(scope="module")
def pages(data: bytes) -> list[list[str]]:
    """Give the lines of each page."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range().split("\r\n") for page in document]


def starting(pages: list[list[str]], title: str, after: int = 3) -> int:
    return next(i for i, lines in enumerate(pages) if i >= after and title in lines)


def test_such_a_book_meets_both_standards(data: bytes) -> None:
    assert faults(data) == []


def test_title_page_and_its_back(pages: list[list[str]]) -> None:
    assert {METADATA.title, "The First Years"} <= set(pages[0])
    assert pages[1] == ["Free to all", "ISBN 978-3-16-148410-0"]


def test_contents_are_nested_with_dates_and_folios(pages: list[list[str]]) -> None:
    shown = [line.replace("  ", " ") for line in pages[2]]
    for line in ("PREFACE v", "THE WINTER 1", "Before the Ice 3", "1. First Letter May 4, 1881 3"):
        assert line.lower() in [one.lower() for one in shown]


def test_folios_are_roman_before_the_text_and_arabic_from_it_on(data: bytes) -> None:
    with pikepdf.open(BytesIO(data)) as opened:
        shown = [page.label for page in opened.pages]
    assert shown[:9] == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "1"]
    assert shown[8:] == [str(number) for number in range(1, len(shown) - 7)]


def test_parts_begin_on_the_right_with_nothing_after_them(pages: list[list[str]]) -> None:
    for title in ("The Winter", "The Settlement"):
        part = next(
            i for i, lines in enumerate(pages) if [title.lower()] == [x.lower() for x in lines]
        )
        assert part % 2 == 0
        assert pages[part + 1] == [""]


def test_a_page_that_a_section_opens_has_its_folio_alone(pages: list[list[str]]) -> None:
    chapter = starting(pages, "Before the Ice")
    assert pages[chapter][-1] == "3" or "3" in pages[chapter]
    assert not any("First Letter" in line and line.startswith("No.") for line in pages[chapter])


def test_running_heads_have_number_and_title(pages: list[list[str]]) -> None:
    heads = [line for lines in pages for line in lines if line.startswith(("No.", "NO."))]
    assert any("First Letter" in line or "Second Letter" in line for line in heads)
    inside = starting(pages, "Preface") + 2
    assert any(line.startswith("Preface") for line in pages[inside])


def test_the_index_stands_in_two_columns(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        whole = text.get_text_range()
        if "Person 0," in whole:
            lefts = {
                round(text.get_charbox(whole.index(f"Person {number},"))[0])
                for number in (0, 1, 60, 61)
                if f"Person {number}," in whole
            }
            assert len(lefts) == 2
            return
    pytest.fail("there is no index")


def test_texts_before_the_documents_are_read_back_without_contents() -> None:
    whole = volume()
    given = replace(whole, outputs=replace(whole.outputs, contents=False))
    data = pdf.make(given)
    assert verify.check(given, data) == ()
    assert verify.check(replace(given, front=given.front[1:]), data) != ()
