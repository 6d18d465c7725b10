"""DOCX: title page, contents, nested headings, running heads, parts, lists and index."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from pipeline.book import Book
from pipeline.book.compose import Texts, compose
from pipeline.book.outputs import Outputs, Paper
from pipeline.book.plan import BookPart, Plan
from pipeline.convert import docx
from pipeline.model.authority import Authorities, Person, TermEntry
from pipeline.model.document import (
    Attachment,
    Document,
    DocumentKind,
    Heading,
    LineBreak,
    NoteMarker,
    PageBreak,
    Paragraph,
    PersonName,
    Text,
)
from pipeline.model.metadata import Metadata
from pipeline.verify import docx as verify
from tests.convert import checkers
from tests.convert.checkers import Element, W, parts, tree, word_text
from tests.convert.samples import BOOK, note, paragraph

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
METADATA = Metadata(
    "harbour", "Papers of the Harbour", series="Letters of the Coast", subtitle="First Volume",
    editors=("A. Pike", "B. Ray"), publisher="The Board", place="Haven", date="1935",
    language="de", rights="Free to all", isbn="978-3-16-148410-0",
)  # fmt: skip
LONG = "Letter of the Harbour Master to the Board of the Harbour and to the Lighthouse Keeper"


def letter(name: str, title: str, *, numbered: bool = True) -> Document:
    number = name[1:] if numbered else None
    line = (Text(f"No. {number}"), LineBreak()) if numbered else ()
    heading = Heading((*line, Text(title), NoteMarker(f"{name}fn1")))
    person = Paragraph((PersonName("#p1", (Text("Ada Finn"),)), Text(" came.")))
    inner = Attachment((Heading((Text("Attachment"),)), Attachment((Heading((Text("Tab"),)),))))
    blocks = (heading, PageBreak(name[1:]), person, inner)
    return Document(name, number, DocumentKind.HISTORICAL, blocks, (note(name, 1, "1"),))


def preface() -> Document:
    blocks = (Heading((Text("Vorwort"),)), paragraph("We edited."), Heading((Text("Thanks"),)))
    return Document("preface", None, DocumentKind.EDITORIAL_NOTE, (*blocks, paragraph("To all.")))


def book(paper: Paper = "6x9") -> Book:
    documents = (
        letter("d1", "To the Board"), letter("d2", LONG), letter("d3", "A Note", numbered=False),
    )  # fmt: skip
    chapter = BookPart("Erstes Kapitel", ("d2", "d3"))
    plan = Plan((BookPart("Erster Teil", ("d1",), (chapter,)), BookPart("Zweiter Teil")))
    plan = replace(plan, outputs=Outputs(paper=paper))
    people = Authorities(
        (Person("#p1", "Finn, Ada", "pilot"),), (TermEntry("#t1", "HB", "Harbour Board"),)
    )
    return compose(METADATA, plan, Texts(documents, (preface(),), (), people), b"<TEI/>")


@pytest.fixture(scope="module")
def made() -> bytes:
    return docx.make(book())


def paragraphs(archive: bytes) -> list[tuple[str, str]]:
    """Give the style and the text of every paragraph of the body."""
    return [(style(p), word_text(p)) for p in tree(archive, "word/document.xml").iter(W + "p")]


def style(paragraph: Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(W + "val", "")


def heads(archive: bytes) -> list[str]:
    """Give the header of each section of Word's, empty where it has none."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in tree(archive, "word/_rels/document.xml.rels")
    }
    found = []
    for section in tree(archive, "word/document.xml").iter(W + "sectPr"):
        reference = section.find(W + "headerReference")
        found.append("" if reference is None else targets[reference.get(R + "id")])
    return found


def test_both_checkers_find_nothing_and_nothing_is_lost(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    path.write_bytes(made)
    assert checkers.docx_faults(path) == []
    assert verify.check(book(), made) == ()


def test_title_page_has_what_a_title_page_has(made: bytes) -> None:
    assert paragraphs(made)[:5] == [
        ("BookSeries", "Letters of the Coast"),
        ("Title", "Papers of the Harbour"),
        ("Subtitle", "First Volume"),
        ("BookEditors", "A. Pike; B. Ray"),
        ("BookImprint", "Haven, The Board, 1935"),
    ]


def test_headings_are_as_deep_as_their_sections(made: bytes) -> None:
    found = [(s, t) for s, t in paragraphs(made) if s.startswith(("Heading", "Inner"))]
    assert found == [
        ("Heading1", "Vorwort"),
        ("InnerHeading2", "Thanks"),
        ("Heading1", "Verzeichnis der Dokumente"),
        ("Heading1", "Abkürzungen und Begriffe"),
        ("Heading1", "Personen"),
        ("Heading1", "Erster Teil"),
        ("Heading2", "No. 1To the Board"),
        ("InnerHeading3", "Attachment"),
        ("InnerHeading4", "Tab"),
        ("Heading2", "Erstes Kapitel"),
        ("Heading3", f"No. 2{LONG}"),
        ("InnerHeading4", "Attachment"),
        ("InnerHeading5", "Tab"),
        ("Heading3", "A Note1"),  # the last note has a mark of its own
        ("InnerHeading4", "Attachment"),
        ("InnerHeading5", "Tab"),
        ("Heading1", "Zweiter Teil"),
        ("Heading1", "Personenregister"),
        ("Heading1", "Impressum"),
    ]


def test_contents_are_a_field_with_an_entry_for_each_section(made: bytes) -> None:
    root = tree(made, "word/document.xml")
    (field,) = (i.text for i in root.iter(W + "instrText"))
    assert field == ' TOC \\o "1-3" \\n \\h '
    states = [each.get(W + "fldCharType") for each in root.iter(W + "fldChar")]
    assert states == ["begin", "separate", "end"]
    entries = [
        (style(p), word_text(p), p.find(W + "hyperlink").get(W + "anchor"))  # type: ignore[union-attr]
        for p in root.iterfind(f".//{W}sdtContent/{W}p")
        if style(p) != "TOCHeading"
    ]
    assert entries == [
        ("TOC1", "Vorwort", "preface"),
        ("TOC1", "Verzeichnis der Dokumente", "list-of-documents"),
        ("TOC1", "Abkürzungen und Begriffe", "list-of-terms"),
        ("TOC1", "Personen", "list-of-persons"),
        ("TOC1", "Erster Teil", "part-1"),
        ("TOC2", "No. 1 To the Board", "d1"),
        ("TOC2", "Erstes Kapitel", "chapter-1"),
        ("TOC3", f"No. 2 {LONG}", "d2"),
        ("TOC3", "A Note", "d3"),
        ("TOC1", "Zweiter Teil", "part-2"),
        ("TOC1", "Personenregister", "index-of-persons"),
        ("TOC1", "Impressum", "colophon"),
    ]
    assert ("TOCHeading", "Inhalt") in paragraphs(made)


def test_running_heads_show_number_and_title_of_their_section(made: bytes) -> None:
    shown = [word_text(tree(made, f"word/{name}")) if name else "" for name in heads(made)]
    long = shown[9]
    assert shown == [
        "", "Papers of the Harbour", "Vorwort", "Verzeichnis der Dokumente",
        "Abkürzungen und Begriffe", "Personen", "", "No. 1To the Board", "", long, "A Note", "",
        "Personenregister", "Impressum",
    ]  # fmt: skip
    cut = heads(made)[9]
    assert long.startswith("No. 2")
    assert long.endswith("…")
    assert LONG.startswith(long[len("No. 2") : -1])
    fields = [f.get(W + "instr") for f in tree(made, "word/" + cut).iter(W + "fldSimple")]
    assert fields == [' STYLEREF "Document Number" ', ' STYLEREF "Running Title" ']
    names = {n.get(W + "val") for n in tree(made, "word/styles.xml").iter(W + "name")}
    assert {"Document Number", "Running Title"} <= names
    assert set(heads(made)) - {""} == {n[5:] for n in parts(made) if n.startswith("word/header")}


def test_running_head_has_as_many_whole_words_as_there_is_room_for(made: bytes) -> None:
    titles = [
        word_text(run)
        for run in tree(made, "word/document.xml").iter(W + "r")
        if run.find(f"{W}rPr/{W}rStyle[@{W}val='RunningTitle']") is not None
    ]
    assert "To the Board" in titles
    (cut,) = [title for title in titles if LONG.startswith(title)]
    assert 40 < len(cut) < len(LONG)
    assert LONG[len(cut)] == " "


def test_titles_that_follow_one_another_share_a_page_without_an_empty_section() -> None:
    plan = Plan((BookPart("Part", (), (BookPart("Chapter", ("d1",)),)),))
    texts = Texts((letter("d1", "One"), letter("d2", "Two")))
    made = docx.make(compose(METADATA, plan, texts, b""))
    sections = [style for style, _ in paragraphs(made) if style == "SectionEnd"]
    assert len(heads(made)) == len(["title", "contents", "list", "d2", "part", "d1", "colophon"])
    assert len(sections) == len(["contents", "list"])
    centered = [
        s.find(W + "vAlign") is not None for s in tree(made, "word/document.xml").iter(W + "sectPr")
    ]
    assert centered == [False] * 4 + [True] + [False] * 2


def test_lists_and_index_have_entries_that_lead_to_documents_and_pages(made: bytes) -> None:
    entries = [(s, t) for s, t in paragraphs(made) if s in ("ListEntry", "IndexEntry")]
    assert entries == [
        ("ListEntry", "HB, Harbour Board"),
        ("ListEntry", "Finn, Ada, pilot"),
        (
            "IndexEntry",
            "Finn, Ada: Nr.\u00a01 (S.\u00a01); Nr.\u00a02 (S.\u00a02); A Note (S.\u00a03)",
        ),
    ]
    (index,) = [
        p for p in tree(made, "word/document.xml").iter(W + "p") if style(p) == "IndexEntry"
    ]
    links = [link.get(W + "anchor") for link in index.iter(W + "hyperlink")]
    assert links == ["d1", "pg_1", "d2", "pg_2", "d3", "pg_3"]


@pytest.mark.parametrize("source", [book(), BOOK], ids=["harbour", "sample"])
def test_pandoc_knows_every_style(source: Book) -> None:
    archive = docx.make(source)
    ours = etree.fromstring((docx.TEMPLATE / "word" / "styles.xml").read_bytes())
    known, there = (
        [style_.get(W + "styleId") for style_ in root.iter(W + "style")]
        for root in (ours, tree(archive, "word/styles.xml"))
    )
    assert sorted(map(str, there)) == sorted(map(str, known))
    used = {
        each.get(W + "val")
        for part in ("word/document.xml", "word/footnotes.xml")
        for each in tree(archive, part).iter(W + "pStyle", W + "rStyle", W + "tblStyle")
    }
    assert used <= set(known)


def test_bookmarks_have_numbers_of_their_own(made: bytes) -> None:
    marks = [
        mark
        for part in ("word/document.xml", "word/footnotes.xml")
        for mark in tree(made, part).iter(W + "bookmarkStart")
    ]
    for name in (W + "id", W + "name"):
        found = [mark.get(name) for mark in marks]
        assert len(set(found)) == len(found) > 10


@pytest.mark.parametrize(
    ("paper", "size"), [("6x9", (8640, 12960)), ("a4", (11906, 16838)), ("letter", (12240, 15840))]
)
def test_page_is_that_of_the_edition(paper: Paper, size: tuple[int, int]) -> None:
    archive = docx.make(book(paper))
    pages = list(tree(archive, "word/document.xml").iter(W + "pgSz"))
    assert len(pages) == len(heads(archive))
    assert {(int(p.get(W + "w", "")), int(p.get(W + "h", ""))) for p in pages} == {size}
    tabs = tree(archive, "word/styles.xml").iterfind(
        f"{W}style[@{W}styleId='RunningHead']/{W}pPr/{W}tabs/{W}tab"
    )
    (margin,) = {
        int(m.get(W + "left", "")) + int(m.get(W + "right", ""))
        for m in tree(archive, "word/document.xml").iter(W + "pgMar")
    }
    assert [int(tab.get(W + "pos", "")) for tab in tabs] == [size[0] - margin]


@pytest.mark.debian
@pytest.mark.parametrize("name", ["harbour", "sample"])
def test_libreoffice_finds_every_note_bookmark_and_target(name: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice is not installed")
    made = docx.make({"harbour": book(), "sample": BOOK}[name])
    (tmp_path / "book.docx").write_bytes(made)
    subprocess.run(
        [
            office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "odt", "--outdir", str(tmp_path), str(tmp_path / "book.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    opened = tree((tmp_path / "book.odt").read_bytes(), "content.xml")
    found: dict[str, list[str]] = {"note": [], "name": [], "href": []}
    for element in opened.iter(T + "note", T + "bookmark", T + "bookmark-start", T + "a"):
        for attribute, value in element.attrib.items():
            found.get(str(attribute).rpartition("}")[2], []).append(str(value))
        found["note"] += ["1"] if element.tag == T + "note" else []
    bookmarks = tree(made, "word/document.xml").iter(W + "bookmarkStart")
    assert {mark.get(W + "name") for mark in bookmarks} <= set(found["name"])
    assert {link[1:] for link in found["href"]} <= set(found["name"])
    references = tree(made, "word/document.xml").iter(W + "footnoteReference")
    assert len(found["note"]) == len(list(references)) > 0
