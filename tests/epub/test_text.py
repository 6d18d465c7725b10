"""EPUB: EPUBCheck finds nothing, notes lead there and back, pages are listed, nothing is lost."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from pipeline.book import Book
from pipeline.convert import epub
from pipeline.convert.epub.fonts import fonts
from pipeline.model.document import (
    Cell,
    Document,
    DocumentKind,
    NoteMarker,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.metadata import Metadata
from tests.convert import checkers, samples
from tests.convert.checkers import DC, EPUB_TYPE, OPF, X, parts, tree
from tests.convert.elsewhere import made_elsewhere
from tests.convert.samples import BOOK, METADATA, document, paragraph


@pytest.fixture(scope="module")
def made() -> bytes:
    return epub.make(BOOK)


@pytest.fixture(scope="module")
def letter(made: bytes) -> checkers.Element:
    return tree(made, "EPUB/d1.xhtml")


def nav(archive: bytes, kind: str) -> list[tuple[str, str]]:
    """Give target and text of each entry of a list of the navigation document."""
    (found,) = [
        element
        for element in tree(archive, "EPUB/nav.xhtml").iter(X + "nav")
        if element.get(EPUB_TYPE) == kind
    ]
    return [(link.get("href", ""), checkers.text(link)) for link in found.iter(X + "a")]


def by_class(root: checkers.Element, name: str) -> list[checkers.Element]:
    return [e for e in root.iter(X + "*") if name in e.get("class", "").split(" ")]


def test_epubcheck_finds_nothing(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(made)
    assert checkers.epub_faults(path) == []


def test_epubcheck_finds_nothing_in_the_least_of_books(tmp_path: Path) -> None:
    metadata = Metadata("x", "X", language="de")
    least = Document("Ärger", None, DocumentKind.HISTORICAL, (paragraph("a"),))
    path = tmp_path / "book.epub"
    path.write_bytes(epub.make(Book.of(metadata, (least,), b"")))
    assert checkers.epub_faults(path) == []


def test_mimetype_comes_first_and_plain(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(made)
    with ZipFile(path) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)


def test_each_document_is_a_page_of_its_own(made: bytes) -> None:
    pages = [name for name in parts(made) if name.endswith(".xhtml")]
    assert pages == [f"EPUB/{n}.xhtml" for n in ("cover", "title", "nav", "d1", "d2", "d3")]
    assert nav(made, "toc")[:3] == [
        ("title.xhtml", METADATA.title),
        ("d1.xhtml", "No. 1 Truman to Stalin"),
        ("d2.xhtml", "No. 2 Mr. d2 to <Mrs.> & Co."),
    ]


def test_names_that_differ_only_in_case_are_kept_apart() -> None:
    named = [document(name, paragraph("a")) for name in ("d1", "D1", "nav", "../x")]
    archive = epub.make(Book.of(METADATA, tuple(named), b""))
    assert [href for href, _ in nav(archive, "toc")][1:] == [
        "d1.xhtml", "document.2.xhtml", "document.3.xhtml", "document.4.xhtml",
    ]  # fmt: skip


def test_notes_pop_up_and_lead_back(letter: checkers.Element) -> None:
    notes = {note.get("id"): note for note in letter.iter(X + "aside")}
    markers = [link for link in letter.iter(X + "a") if link.get("role") == "doc-noteref"]
    assert {link.get(EPUB_TYPE) for link in markers} == {"noteref"}
    assert {link.get("href", "")[1:] for link in markers} == set(notes)
    labels = {note.id: note.label for note in samples.LETTER.notes}
    for name, note in notes.items():
        assert (note.get(EPUB_TYPE), note.get("role")) == ("footnote", "doc-footnote")
        (back,) = [a for a in note.iter(X + "a") if a.get("role") == "doc-backlink"]
        (marker,) = [a for a in markers if "#" + a.get("id", "") == back.get("href")]
        assert marker.get("href") == f"#{name}"
        assert checkers.text(back) == checkers.text(marker) == labels[name or ""]


def test_note_with_two_markers_is_one_note(letter: checkers.Element) -> None:
    assert len(list(letter.iterfind(f".//{X}aside[@id='d1fn2']"))) == 1
    assert len(list(letter.iterfind(f".//{X}a[@href='#d1fn2']"))) == 3


def test_pages_are_marked_and_listed(made: bytes, letter: checkers.Element) -> None:
    marks = by_class(letter, "page-break")
    assert {(m.get(EPUB_TYPE), m.get("role")) for m in marks} == {("pagebreak", "doc-pagebreak")}
    assert [(m.get("id"), m.get("aria-label"), checkers.text(m)) for m in marks[:2]] == [
        ("pg_11", "11", "[11] "),
        ("pg_12", "12", "[12] "),
    ]
    pages = nav(made, "page-list")
    assert sorted(text for _, text in pages) == [str(n) for n in range(11, 19)]
    assert all(href.endswith(f"#pg_{text}") for href, text in pages)


def test_links_arrive(made: bytes) -> None:
    ids = {
        name.removeprefix("EPUB/"): {e.get("id") for e in tree(made, name).iter(X + "*")}
        for name in parts(made)
        if name.endswith(".xhtml")
    }
    for name in ids:
        for link in tree(made, "EPUB/" + name).iter(X + "a"):
            file, mark, target = link.get("href", "").partition("#")
            assert (file or name) in ids
            assert not mark or target in ids[file or name]
    assert ("d2.xhtml#d2", "Document 2") in [
        (a.get("href"), checkers.text(a))
        for a in by_class(tree(made, "EPUB/d1.xhtml"), "reference")
    ]


def test_metadata_say_what_is_known(made: bytes) -> None:
    package = tree(made, "EPUB/package.opf")
    assert package.findtext(f".//{DC}title") == METADATA.title
    assert package.findtext(f".//{DC}language") == "en"
    assert package.findtext(f".//{DC}rights") == METADATA.rights
    assert [e.text for e in package.iter(DC + "creator")] == list(METADATA.editors)
    source = "Pages of the printed source"
    facts = [(m.get("property"), m.text) for m in package.iter(OPF + "meta")]
    assert ("pageBreakSource", source) in facts
    assert ("schema:accessibilityFeature", "pageNavigation") in facts


def test_book_without_pages_claims_none() -> None:
    archive = epub.make(Book.of(METADATA, (document("d1", paragraph("a")),), b""))
    package = parts(archive)["EPUB/package.opf"].decode()
    assert "pageNavigation" not in package
    assert "pageBreakSource" not in package
    assert "page-list" not in parts(archive)["EPUB/nav.xhtml"].decode()


def test_no_script_no_colour_nothing_from_outside(made: bytes) -> None:
    style = parts(made)["EPUB/edition.css"].decode()
    assert re.findall(r"[a-z-]*color: *[a-z#0-9]*", style) == ["color: inherit"]
    assert "http" not in style
    for name in parts(made):
        if name.endswith(".xhtml"):
            page = tree(made, name)
            assert not list(page.iter(X + "script", X + "iframe", X + "object"))
            assert {i.get("src") for i in page.iter(X + "img")} <= {"cover.svg"}
            assert not any(a.startswith("on") for e in page.iter() for a in e.attrib)


def test_faces_are_those_that_the_text_needs() -> None:
    greek = document("d1", paragraph("Ἀθῆναι"))
    names = parts(epub.make(Book.of(METADATA, (greek,), b"")))
    faces = [face.name for face in fonts().faces]
    assert [n for n in names if n.endswith(".woff2")] == [
        f"EPUB/fonts/{face}-{part}.woff2" for part in ("latin", "greek") for face in faces
    ]
    assert b"SIL OPEN FONT LICENSE" in names["EPUB/fonts/OFL.txt"]


def test_text_that_is_markup_elsewhere_comes_out_as_it_is() -> None:
    book = Book.of(METADATA, (document("d1", *map(paragraph, samples.STRINGS)),), b"")
    paragraphs = tree(epub.make(book), "EPUB/d1.xhtml").iter(X + "p")
    assert tuple(map(checkers.text, paragraphs)) == samples.STRINGS


def test_bytes_are_the_same_under_any_clock_zone_and_umask(made: bytes, tmp_path: Path) -> None:
    assert made_elsewhere("epub", tmp_path) == made


def test_a_table_that_scrolls_can_be_reached_by_the_keyboard() -> None:
    row = Row(tuple(Cell((Text(str(number)),)) for number in range(9)))
    made = epub.make(Book.of(METADATA, (document("d1", Table((row,))),), b"<TEI/>"))
    (box,) = tree(made, "EPUB/d1.xhtml").xpath("//*[contains(@class, 'wide')]")
    assert (box.get("role"), box.get("tabindex"), box.get("aria-label")) == ("region", "0", "Table")


def test_markers_on_one_word_are_told_apart() -> None:
    words = Paragraph((Text("word"), NoteMarker("d1fn1"), NoteMarker("d1fn2")))
    notes = tuple(samples.note("d1", place, str(place)) for place in (1, 2))
    made = epub.make(Book.of(METADATA, (document("d1", words, notes=notes),), b"<TEI/>"))
    beside = [
        "beside" in link.get("class", "")
        for link in tree(made, "EPUB/d1.xhtml").iter(X + "a")
        if "note-marker" in link.get("class", "")
    ]
    assert beside == [False, True]
