"""EPUB of a whole book: contents in levels, meanings, cover, identifiers, dates, own style."""

from __future__ import annotations

import struct
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from pipeline.book import Book, BookPart, Outputs, Plan, Role, Section, Styles
from pipeline.book.compose import Texts, compose
from pipeline.convert import epub
from pipeline.model.authority import Authorities, Person, TermEntry
from pipeline.model.document import (
    Heading,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    PersonName,
    Reference,
    Text,
)
from pipeline.model.errors import ConversionError, UsageError
from pipeline.model.metadata import Metadata
from pipeline.verify import epub as verify_epub
from tests.convert import checkers
from tests.convert.checkers import DC, EPUB_TYPE, OPF, X, parts, tree
from tests.convert.samples import MARKUP, METADATA, document, paragraph, text

FULL = replace(
    METADATA,
    subtitle="With an Index & More",
    isbn="978-0-306-40615-7",
    identifiers=("doi:10.1000/182", "LCCN 45-1234"),
)


def packed(contents: dict[str, bytes]) -> bytes:
    """Zip the parts of an EPUB again."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content, ZIP_STORED)
    return target.getvalue()


def whole_book(metadata: Metadata = FULL, own_css: Path | None = None) -> Book:
    """Give a book with all that can stand in one."""
    person = PersonName("#p_AB1", text("Mr. Abel"))
    named = Paragraph((PageBreak("7"), person, Text(" came; see "), Reference("#d2", text("2"))))
    documents = tuple(
        document(f"d{number}", *((named,) if number == 4 else (paragraph(f"Text {number}."),)))
        for number in range(1, 7)
    )
    plan = Plan(
        (
            BookPart(
                "Part One",
                ("d2",),
                (BookPart("Chapter A", ("d3", "d4")), BookPart("Chapter B", ("d5",))),
            ),
            BookPart("Part Two", ("d6",)),
        ),
        outputs=Outputs(styles=Styles(epub_css=own_css)),
    )
    authorities = Authorities(
        (Person("#p_AB1", "Abel, A.", "a clerk"),), (TermEntry("#t_N1", "NATO", "a treaty"),)
    )
    front = (
        document("preface", paragraph("Before.")),
        document("note_on_texts", paragraph("How.")),
    )
    texts = Texts(documents, front, (document("afterword", paragraph("After.")),), authorities)
    return compose(metadata, plan, texts, b"<TEI/>")


@pytest.fixture(scope="module")
def made() -> bytes:
    return epub.make(whole_book())


def meaning(archive: bytes, name: str) -> tuple[str | None, str | None, str | None]:
    """Give the matter of a page, and type and role of its section."""
    page = tree(archive, f"EPUB/{name}.xhtml")
    (body,) = page.iter(X + "body")
    return body.get(EPUB_TYPE), body[0].get(EPUB_TYPE), body[0].get("role")


def test_epubcheck_finds_nothing_in_a_whole_book(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(made)
    assert checkers.epub_faults(path) == []


def test_a_whole_book_is_read_back(made: bytes) -> None:
    assert verify_epub.check(whole_book(), made) == ()


def test_contents_have_the_levels_of_the_book(made: bytes) -> None:
    nav = tree(made, "EPUB/nav.xhtml").find(f".//{X}nav[@id='toc']")
    assert nav is not None
    entries = [
        (sum(1 for _ in link.iterancestors(X + "ol")), link.get("href", "").partition(".")[0])
        for link in nav.iter(X + "a")
    ]
    assert entries == [
        (1, "title"), (1, "preface"), (1, "note_on_texts"), (1, "list-of-documents"),
        (1, "list-of-terms"), (1, "list-of-persons"), (1, "d1"), (1, "part-1"), (2, "d2"),
        (2, "chapter-1"), (3, "d3"), (3, "d4"), (2, "chapter-2"), (3, "d5"), (1, "part-2"),
        (2, "d6"), (1, "afterword"), (1, "index-of-persons"), (1, "colophon"),
    ]  # fmt: skip


def test_a_long_index_is_parted_and_read_back_whole(tmp_path: Path) -> None:
    items = tuple(
        ListItem((Text(f"Person {number}: "), Reference("#d1", text(f"No. {number} " * 40))))
        for number in range(900)
    )
    index = document("index-of-persons", List(ListKind.SIMPLE, items))
    named = document("index-of-persons.2", paragraph("A text of the name that a part would have."))
    sections = (
        Section(Role.DOCUMENT, document("d1", paragraph("a"))),
        Section(Role.DOCUMENT, named),
    )  # fmt: skip
    made_of = Book(FULL, sections, b"<TEI/>", back=(Section(Role.INDEX, index),))
    data = epub.make(made_of)
    contents = parts(data)
    files = [name for name in contents if "index-of-persons" in name]
    assert files == [
        "EPUB/index-of-persons.2.xhtml", "EPUB/index-of-persons.xhtml",
        "EPUB/index-of-persons.3.xhtml",
    ]  # fmt: skip
    assert max(len(contents[name]) for name in files) < 300_000
    assert verify_epub.check(made_of, data) == ()
    path = tmp_path / "book.epub"
    path.write_bytes(data)
    assert checkers.epub_faults(path) == []
    changed = contents[files[2]].replace(b"Person 8", b"Person 7", 1)
    assert changed != contents[files[2]]
    assert verify_epub.check(made_of, packed({**contents, files[2]: changed})) != ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cover", ("cover", "cover", None)),
        ("title", ("frontmatter", "titlepage", None)),
        ("preface", ("frontmatter", "preface", "doc-preface")),
        ("note_on_texts", ("frontmatter", None, None)),
        ("list-of-documents", ("frontmatter", None, None)),
        ("list-of-terms", ("frontmatter", "glossary", "doc-glossary")),
        ("part-1", ("bodymatter", "part", "doc-part")),
        ("chapter-1", ("bodymatter", "chapter", "doc-chapter")),
        ("d2", ("bodymatter", "chapter", "doc-chapter")),
        ("d3", ("bodymatter", "subchapter", None)),
        ("afterword", ("backmatter", "afterword", "doc-afterword")),
        ("index-of-persons", ("backmatter", "index", "doc-index")),
        ("colophon", ("backmatter", "colophon", "doc-colophon")),
    ],
)
def test_each_section_says_what_it_is(
    made: bytes, name: str, expected: tuple[str | None, ...]
) -> None:
    assert meaning(made, name) == expected


def test_landmarks_lead_to_what_is_one_alone(made: bytes) -> None:
    nav = tree(made, "EPUB/nav.xhtml").find(f".//{X}nav[@id='landmarks']")
    assert nav is not None
    assert [(a.get(EPUB_TYPE), a.get("href")) for a in nav.iter(X + "a")] == [
        ("cover", "cover.xhtml"), ("titlepage", "title.xhtml"), ("toc", "nav.xhtml"),
        ("preface", "preface.xhtml"), ("glossary", "list-of-terms.xhtml"),
        ("bodymatter", "d1.xhtml"), ("afterword", "afterword.xhtml"),
        ("index", "index-of-persons.xhtml"), ("colophon", "colophon.xhtml"),
    ]  # fmt: skip


def test_index_leads_to_documents_and_pages(made: bytes) -> None:
    links = tree(made, "EPUB/index-of-persons.xhtml").iter(X + "a")
    assert [link.get("href") for link in links] == ["d4.xhtml#d4", "d4.xhtml#pg_7"]


def test_cover_is_in_both_forms_and_described(made: bytes) -> None:
    package = tree(made, "EPUB/package.opf")
    (item,) = [i for i in package.iter(OPF + "item") if i.get("properties") == "cover-image"]
    assert (item.get("href"), item.get("media-type")) == ("cover.png", "image/png")
    png = parts(made)["EPUB/cover.png"]
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (1600, 2400)
    (image,) = tree(made, "EPUB/cover.xhtml").iter(X + "img")
    assert (image.get("src"), image.get("role")) == ("cover.svg", "doc-cover")
    facts = (FULL.series, FULL.title, FULL.subtitle, *FULL.editors, FULL.publisher, FULL.date)
    assert all(fact in image.get("alt", "") for fact in facts)
    svg = tree(made, "EPUB/cover.svg")
    assert not [e for e in svg.iter() if str(e.tag).endswith(("}script", "}image", "}text"))]


def test_title_of_any_length_has_room_on_the_cover() -> None:
    for title in ("X", "Internationalization " * 40, "W" * 300):
        archive = epub.make(Book.of(Metadata("x", title), (document("d1"),), b""))
        assert parts(archive)["EPUB/cover.png"]


def test_character_without_a_face_is_named_where_it_would_be_on_the_cover() -> None:
    with pytest.raises(ConversionError, match=r"U\+4EAC"):
        epub.make(Book.of(Metadata("x", "北京"), (document("d1"),), b""))


def test_identifiers_and_titles_say_what_kind_they_are(made: bytes) -> None:
    package = tree(made, "EPUB/package.opf")
    refined = {
        (m.get("refines", "")[1:], m.get("property")): m.text for m in package.iter(OPF + "meta")
    }
    identifiers = [
        (e.text, refined.get((e.get("id", ""), "identifier-type")))
        for e in package.iter(DC + "identifier")
    ]
    assert identifiers == [
        ("urn:isbn:9780306406157", "15"), ("doi:10.1000/182", "06"), ("LCCN 45-1234", None),
    ]  # fmt: skip
    unique = package.get("unique-identifier")
    assert next(package.iter(DC + "identifier")).get("id") == unique
    titles = [(e.text, refined[e.get("id", ""), "title-type"]) for e in package.iter(DC + "title")]
    assert titles == [(FULL.title, "main"), (FULL.subtitle, "subtitle")]
    shown = [checkers.text(e) for e in tree(made, "EPUB/title.xhtml").iter(X + "h1", X + "p")]
    assert shown[1:3] == [FULL.title, FULL.subtitle]


def test_book_without_isbn_has_an_identifier_of_its_own() -> None:
    named = [
        next(tree(epub.make(Book.of(m, (document("d1"),), b"")), "EPUB/package.opf").iter(
            DC + "identifier")).text
        for m in (Metadata("a", "T"), Metadata("b", "T"), Metadata("a", "T"))
    ]  # fmt: skip
    assert named[0] == named[2] != named[1]
    assert str(named[0]).startswith("urn:uuid:")


def test_section_whose_heading_has_no_words_is_listed_by_its_id(tmp_path: Path) -> None:
    wordless = replace(document("d1"), blocks=(Heading((PageBreak("7"),)), paragraph("Text.")))
    book = Book.of(METADATA, (wordless,), b"")
    archive = epub.make(book)
    assert b'<a href="d1.xhtml">d1</a>' in parts(archive)["EPUB/nav.xhtml"]
    assert verify_epub.check(book, archive) == ()
    path = tmp_path / "book.epub"
    path.write_bytes(archive)
    assert checkers.epub_faults(path) == []


def features(archive: bytes) -> set[str | None]:
    """Give what a book says of its accessibility."""
    metas = tree(archive, "EPUB/package.opf").iter(OPF + "meta")
    return {m.text for m in metas if m.get("property") == "schema:accessibilityFeature"}


def test_only_what_is_so_is_said_of_accessibility(made: bytes, tmp_path: Path) -> None:
    always = {"tableOfContents", "readingOrder", "alternativeText"}
    pages = {"pageBreakMarkers", "pageNavigation"}
    headed, plain = {"structuralNavigation"}, {"displayTransformability"}
    assert features(made) == always | pages | headed | plain
    without_heading = replace(document("d1"), blocks=(paragraph("Text."),))
    assert features(epub.make(Book.of(METADATA, (without_heading,), b""))) == always | plain
    own = tmp_path / "own.css"
    own.write_text("p { color: red; }")
    assert features(epub.make(whole_book(own_css=own))) == always | pages | headed


def test_date_of_change_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Book.of(METADATA, (document("d1"),), b"")

    def changed() -> str | None:
        metas = tree(epub.make(book), "EPUB/package.opf").iter(OPF + "meta")
        return next(m.text for m in metas if m.get("property") == "dcterms:modified")

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert changed() == "1980-01-02T00:00:00Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert changed() == "2023-11-14T22:13:20Z"
    for nonsense in ("yesterday", "-1", "1e9", "9" * 20, "١"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", nonsense)
        with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
            changed()


def test_metadata_that_is_markup_elsewhere_comes_out_as_it_is() -> None:
    said = " ".join((*MARKUP, "{0}", '" + "'))
    metadata = Metadata("x", said, subtitle=said, series=said, publisher=said, editors=(said,))
    archive = epub.make(Book.of(metadata, (document("d1"),), b""))
    package = tree(archive, "EPUB/package.opf")
    given = [package.findtext(f".//{DC}{name}") for name in ("title", "creator", "publisher")]
    assert given == [said] * 3
    shown = [checkers.text(e) for e in tree(archive, "EPUB/title.xhtml").iter(X + "h1", X + "p")]
    assert shown == [said] * 5
    (image,) = tree(archive, "EPUB/cover.xhtml").iter(X + "img")
    assert image.get("alt", "").count(said) == len(shown)


def test_words_of_the_book_itself_are_in_its_language() -> None:
    archive = epub.make(whole_book(replace(FULL, language="de-AT")))
    headings = [checkers.text(e) for e in tree(archive, "EPUB/nav.xhtml").iter(X + "h1", X + "h2")]
    assert headings == ["Inhalt", "Seiten der gedruckten Vorlage", "Orientierungspunkte"]
    (image,) = tree(archive, "EPUB/cover.xhtml").iter(X + "img")
    assert image.get("alt", "").startswith("Umschlag mit der Aufschrift: ")
    (summary,) = [
        m for m in tree(archive, "EPUB/package.opf").iter(OPF + "meta")
        if m.get("property") == "schema:accessibilitySummary"
    ]  # fmt: skip
    assert summary.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
