"""The bookmarks: as deep as the book, in the words of its headings, missed where they differ."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from pipeline.book import Book, Role, Section
from pipeline.convert import pdf
from pipeline.model.document import (
    Attachment,
    Document,
    DocumentKind,
    Heading,
    Highlight,
    Inline,
    LineBreak,
    Note,
    NoteMarker,
    Paragraph,
    Reference,
    Rendition,
    Text,
)
from pipeline.verify import pdf as verify_pdf
from tests.pdf.reading import METADATA, bookmarks, paragraph


def text(name: str, *heading: Inline) -> Document:
    blocks = (Heading(heading),) if heading else ()
    words = Paragraph((Text("See "), Reference("#d2", (Text("the text without a heading"),))))
    return Document(name, None, DocumentKind.HISTORICAL, (*blocks, words))


LETTER = Document(
    "d1",
    "1",
    DocumentKind.HISTORICAL,
    (
        Heading((Text("No. 1"), LineBreak(), Text("The Mayor to the Consul"), NoteMarker("d1fn1"))),
        paragraph("Sir."),
        Attachment((Heading((Text("[Enclosure]"),)), paragraph("The tolls."))),
    ),
    (Note("d1fn1", "1", (paragraph("Not printed."),)),),
)
BOOK = Book(
    METADATA,
    (
        Section(Role.PART, text("part-1", Text("The First Winter"))),
        Section(Role.CHAPTER, text("chapter-1", Text("Before the Ice")), 2),
        Section(Role.DOCUMENT, LETTER, 3),
        Section(Role.DOCUMENT, text("d2"), 3),
        Section(Role.CHAPTER, text("chapter-2", Text("The  Harbor")), 2),
        Section(Role.DOCUMENT, text("d3", Text("3. The Consul to the Mayor")), 3),
        Section(Role.PART, text("part-2", Text("The Settlement"))),
    ),
    b"<TEI/>",
    front=(Section(Role.FRONT, text("preface")),),
    back=(Section(Role.BACK, text("afterword", Text("Afterword"))),),
)
TREE = [
    ("Contents", []),
    (
        "The First Winter",
        [
            ("Before the Ice", [("No. 1 The Mayor to the Consul", [("[Enclosure]", [])])]),
            ("The Harbor", [("3. The Consul to the Mayor", [])]),
        ],
    ),
    ("The Settlement", []),
    ("Afterword", []),
]


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf.make(BOOK)


def tree(items: list[pikepdf.OutlineItem]) -> list[object]:
    return [(" ".join(item.title.split()), tree(item.children)) for item in items]


def test_bookmarks_are_as_deep_as_the_book(made: bytes) -> None:
    with pikepdf.open(BytesIO(made)) as opened, opened.open_outline() as outline:
        assert tree(list(outline.root)) == TREE


def test_a_book_with_parts_and_texts_without_headings_is_read_back(made: bytes) -> None:
    assert verify_pdf.check(BOOK, made) == ()


def drop(items: list[pikepdf.OutlineItem]) -> None:
    del items[1].children[0].children[0]


def rename(items: list[pikepdf.OutlineItem]) -> None:
    items[1].children[0].title = "Before the Ic"


def raise_(items: list[pikepdf.OutlineItem]) -> None:
    items.insert(2, items[1].children.pop())


def exchange(items: list[pikepdf.OutlineItem]) -> None:
    items[2], items[3] = items[3], items[2]


@pytest.mark.parametrize("words", [" ", "\u00a0", "\u00ad"])
def test_a_heading_that_shows_nothing_has_no_bookmark(words: str) -> None:
    book = Book.of(METADATA, (text("d1", Text("1. A")), text("d2", Text(words))), b"<TEI/>")
    made = pdf.make(book)
    assert verify_pdf.check(book, made) == ()
    with pikepdf.open(BytesIO(made)) as opened:
        assert "1. A" in bookmarks(opened)[-1]


def test_a_word_that_goes_on_in_the_next_line_is_one_word_in_its_bookmark() -> None:
    goes_on = LineBreak(joined=True)
    book = Book.of(
        METADATA,
        (
            text("d1", Text("1. The Mayor of Kon"), goes_on, Text("stanz"), LineBreak(), Text("A")),
            text(
                "d2", Text("2. The Vice-"), Highlight(Rendition.ITALIC, (goes_on, Text("Consul")))
            ),
            text("d3", Text("3. B "), LineBreak(), LineBreak(), Text(" C"), goes_on),
        ),
        b"<TEI/>",
    )
    made = pdf.make(book)
    assert verify_pdf.check(book, made) == ()
    with pikepdf.open(BytesIO(made)) as opened:
        words = [" ".join(one.split()) for one in bookmarks(opened)]
    assert words[-3:] == ["1. The Mayor of Konstanz A", "2. The Vice-Consul", "3. B C"]


@pytest.mark.parametrize(
    ("fault", "said"),
    [(drop, "d1"), (rename, "chapter-1"), (raise_, "chapter-2"), (exchange, "afterword")],
)
def test_a_bookmark_that_is_not_as_it_should_be_is_missed(
    made: bytes, fault: Callable[[list[pikepdf.OutlineItem]], None], said: str
) -> None:
    with pikepdf.open(BytesIO(made)) as opened:
        with opened.open_outline() as outline:
            fault(outline.root)
        changed = BytesIO()
        opened.save(changed)
    found = verify_pdf.check(BOOK, changed.getvalue())
    assert any("the list of bookmarks" in one.finding.message for one in found)
    assert said in {one.document_id for one in found}
