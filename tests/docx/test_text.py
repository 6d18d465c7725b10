"""DOCX: clean for two checkers, real footnotes with the printed labels, nothing lost."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import pytest

from pipeline.book import Book
from pipeline.convert import docx
from pipeline.convert.docx import body, table
from pipeline.convert.docx.page import PAGES
from pipeline.model import document as model
from pipeline.model.document import (
    Attachment,
    Cell,
    NoteMarker,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    RowRole,
    Table,
    Text,
)
from pipeline.model.errors import ConversionError, MissingProgramError
from pipeline.model.metadata import Metadata
from pipeline.system import pandoc
from pipeline.verify import docx as verify
from tests.convert import checkers, samples
from tests.convert.checkers import DC, W, parts, tree, word_text
from tests.convert.elsewhere import made_elsewhere
from tests.convert.samples import BOOK, METADATA, document, note, paragraph
from tests.convert.test_pandoc_json import nodes


def test_both_checkers_find_nothing(made: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.docx"
    path.write_bytes(made)
    assert checkers.docx_faults(path) == []


def test_every_link_arrives_at_one_bookmark(made: bytes) -> None:
    root = tree(made, "word/document.xml")
    bookmarks = [mark.get(W + "name") for mark in root.iter(W + "bookmarkStart")]
    body = tree(made, "word/document.xml").iterfind(f"{W}body/{W}p//{W}hyperlink")
    assert {link.get(W + "anchor") for link in body} == {"d1", "d2", "d2fn1", "pg_12"}
    links = {link.get(W + "anchor") for link in root.iter(W + "hyperlink")}
    assert all(bookmarks.count(name) == 1 for name in links)
    assert {"d3", "pg_11", "pg_13", "pg_14", "pg_15", "pg_16", "pg_18", "d1fn1"} <= set(bookmarks)


@pytest.mark.parametrize(
    "name", ["letter-from-the-president-to-the-generalissimo-1945", "_letter", "lettre-à-l’ami"]
)
def test_address_that_word_cannot_have_is_still_one(name: str) -> None:
    content = (Text("a"), NoteMarker(name + "fn1"), Text("b"), NoteMarker(name + "fn1"))
    reference = Reference("#" + name, (Text("the letter"),))
    letter = document(name, Paragraph((*content, reference)), notes=(note(name, 1, "1"),))
    book = Book.of(METADATA, (letter,), b"")
    archive = docx.make(book)
    names = {
        b.get(W + "name", "") for b in tree(archive, "word/document.xml").iter(W + "bookmarkStart")
    }
    assert max(map(len, names)) <= 40
    assert all(bookmark[0].isalpha() for bookmark in names)
    assert verify.check(book, archive) == ()


def test_addresses_of_the_web_are_links(tmp_path: Path) -> None:
    site, mail = 'https://example.org/x?a=1&b="2#f', "mailto:a@example.org"
    content = (Reference(site, (Text("site"),)), NoteMarker("d1fn1"))
    in_note = Paragraph((Reference(mail, (Text("mail"),)),))
    book = Book.of(
        METADATA,
        (document("d1", Paragraph(content), notes=(note("d1", 1, "1", in_note),)),), b"",
    )  # fmt: skip
    archive = docx.make(book)
    for part, address in (("document", site), ("footnotes", mail)):
        relations = tree(archive, f"word/_rels/{part}.xml.rels")
        (found,) = (r.get("Target") for r in relations if r.get("TargetMode") == "External")
        assert found == address
    assert verify.check(book, archive) == ()
    (tmp_path / "book.docx").write_bytes(archive)
    assert checkers.docx_faults(tmp_path / "book.docx") == []


@pytest.mark.parametrize("part", ["word/document.xml", "word/footnotes.xml"])
def test_styles_are_named_and_nothing_is_formatted_by_hand(made: bytes, part: str) -> None:
    root = tree(made, part)
    assert {p.tag for run in root.iter(W + "rPr") for p in run} <= {W + "rStyle"}
    assert {p.tag for par in root.iter(W + "pPr") for p in par} <= {W + "pStyle", W + "sectPr"}


def test_every_style_is_based_on_one_that_is_there(made: bytes) -> None:
    styles = tree(made, "word/styles.xml")
    known = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    for name in ("basedOn", "next", "link"):
        assert {used.get(W + "val") for used in styles.iter(W + name)} <= known


def test_page_marks_have_a_style_of_their_own(made: bytes) -> None:
    runs = tree(made, "word/document.xml").iter(W + "r")
    marks = [
        word_text(r) for r in runs if r.find(f"{W}rPr/{W}rStyle[@{W}val='SourcePage']") is not None
    ]
    assert marks == [f"[{n}] " for n in (11, 12, 13, 14, 15, 16, 18)]


def test_first_row_of_a_table_is_its_header(made: bytes) -> None:
    first, *_ = tree(made, "word/document.xml").iter(W + "tbl")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in first.iter(W + "tr")] == [
        True, False, False,
    ]  # fmt: skip


def test_a_table_of_a_page_mark_alone_is_none() -> None:
    book = Book.of(METADATA, (document("d1", Table((PageBreak("3"),))),), b"")
    assert verify.check(book, docx.make(book)) == ()


@pytest.mark.parametrize(("columns", "small"), [(3, ""), (12, "Small")])
def test_columns_of_figures_and_tables_of_many_columns_have_styles(
    columns: int, small: str
) -> None:
    head = ("September", *("Lot A" for _ in range(columns - 1)))
    body = ("May 1931", *("31,290" for _ in range(columns - 1)))
    rows = tuple(
        Row(tuple(Cell((Text(word),)) for word in row), role)
        for row, role in ((head, RowRole.LABEL), (body, RowRole.DATA))
    )
    text = document("d1", Table(rows))
    book = Book.of(METADATA, (text,), b"")
    made = docx.make(book)
    assert verify.check(book, made) == ()
    cells = tree(made, "word/document.xml").iter(W + "tc")
    styles = [cell.find(f"{W}p/{W}pPr/{W}pStyle").get(W + "val") for cell in cells]  # type: ignore[union-attr]
    first, later = f"Table{small}", f"Table{small}Figures"
    assert styles[: columns + 2] == [
        f"{first}Heading",
        *[f"{later}Heading"] * (columns - 1),
        first if small else "TableText",
        later,
    ]


@pytest.mark.parametrize("language", ["de", "zh-Hant", "ar", "en-GB-oed", "Deu-ch", "abcdefgh-1"])
def test_language_is_spelt_as_the_edition_spells_it(language: str) -> None:
    book = Book.of(Metadata("x", "X", language=language), (samples.FROM_ZERO,), b"")
    assert verify.check(book, docx.make(book)) == ()


def test_title_and_language_are_those_of_the_edition() -> None:
    metadata = Metadata("x", "Akten & <Briefe>", language="de-CH", editors=("A", "B"))
    archive = docx.make(Book.of(metadata, (samples.FROM_ZERO,), b""))
    core = tree(archive, "docProps/core.xml")
    assert core.findtext(DC + "title") == "Akten & <Briefe>"
    assert core.findtext(DC + "creator") == "A; B"
    assert core.findtext(DC + "language") == "de-CH"
    assert core.findtext(DC + "identifier") == "x"
    assert {str(each.tag).rpartition("}")[2] for each in core} <= {
        "title", "creator", "language", "identifier",
    }  # fmt: skip
    assert len(tree(archive, "docProps/app.xml")) == 0
    assert {e.get(W + "val") for e in tree(archive, "word/styles.xml").iter(W + "lang")} == {
        "de-CH"
    }
    (head,) = (name for name in parts(archive) if name.startswith("word/header"))
    assert word_text(tree(archive, head)) == "No. 2Mr. d2 to <Mrs.> & Co."


def test_nothing_is_said_of_what_is_not_known() -> None:
    archive = docx.make(Book.of(Metadata("x", "Akten"), (samples.FROM_ZERO,), b""))
    core = {str(e.tag).rpartition("}")[2]: e.text for e in tree(archive, "docProps/core.xml")}
    assert core == {"title": "Akten", "language": "en", "identifier": "x"}


def test_text_that_is_markup_elsewhere_comes_out_as_it_is() -> None:
    book = Book.of(METADATA, (document("d1", *map(paragraph, samples.STRINGS)),), b"")
    paragraphs = tree(docx.make(book), "word/document.xml").iter(W + "p")
    assert tuple(map(word_text, paragraphs))[-len(samples.STRINGS) :] == samples.STRINGS


def test_characters_that_word_has_elements_for_are_written_so() -> None:
    book = Book.of(METADATA, (document("d1", paragraph("co\u2011op\u00adera\tte")),), b"")
    archive = docx.make(book)
    *_, last = tree(archive, "word/document.xml").iter(W + "p")
    parts = [(str(part.tag).removeprefix(W), part.text) for part in last.iterfind(f"{W}r/*")]
    assert parts == [
        ("t", "co"), ("noBreakHyphen", None), ("t", "op"), ("softHyphen", None), ("t", "era"),
        ("tab", None), ("t", "te"),
    ]  # fmt: skip
    assert verify.check(book, archive) == ()


def test_no_row_is_torn_and_no_column_is_narrower_than_its_words(made: bytes) -> None:
    for part in ("word/document.xml", "word/footnotes.xml"):
        root = tree(made, part)
        rows = list(root.iter(W + "tr"))
        assert len(rows) > 0
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        assert not list(root.iter(W + "tblLayout"))


def test_two_tables_do_not_run_together() -> None:
    table = Table((Row((Cell((Text("a"),)),)),))
    letter = document("d1", table, table, Attachment((table, paragraph("after"))), paragraph("end"))
    body = tree(docx.make(Book.of(METADATA, (letter,), b"")), "word/document.xml")
    for found in body.iter(W + "tbl"):
        follower = found.getnext()
        assert follower is not None
        assert follower.tag == W + "p"


def test_pandoc_is_what_makes_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pandoc, "program", lambda: tmp_path / "pandoc")
    with pytest.raises(MissingProgramError, match="install pypandoc_binary"):
        docx.make(BOOK)


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    docx.make(BOOK)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(docx, "WRITER", "no-writer")
    with pytest.raises(ConversionError):
        docx.make(BOOK)
    assert list(tmp_path.iterdir()) == []


def test_raw_nodes_hold_structure_and_no_text() -> None:
    text = body.write(BOOK, PAGES["6x9"])
    raw = [n["c"] for n in nodes([json.loads(b) for b in text.blocks]) if n["t"].startswith("Raw")]
    assert {format_ for format_, _ in raw} == {"openxml"}
    shown = {re.sub("<[^>]*>", "", xml) for _, xml in raw}
    assert shown == {"", ' TOC \\o "1-1" \\n \\h '}
    fields = [xml for _, xml in raw if "NOTEREF" in xml]
    assert fields == [
        '<w:fldSimple w:instr=" NOTEREF d1fn2 \\f \\h ">',
        '<w:fldSimple w:instr=" NOTEREF d1fn9 \\f \\h ">',
        '<w:fldSimple w:instr=" NOTEREF d1fn2 \\f \\h ">',
    ]


def test_document_that_ends_with_a_table_ends_its_section_below_it() -> None:
    book = Book.of(METADATA, (samples.FROM_ZERO, samples.HOSTILE), b"")
    sections = list(tree(docx.make(book), "word/document.xml").iter(W + "sectPr"))
    assert len(sections) == len(("title page", "contents", *book.documents))
    styles = [
        block.find(f"{W}pPr/{W}pStyle").get(W + "val")  # type: ignore[union-attr]
        for table in tree(docx.make(book), "word/document.xml").iterfind(f"{W}body/{W}tbl")
        for block in table.itersiblings(W + "p")
    ]
    assert styles[:2] == ["AfterTable", "SectionEnd"]


def test_bytes_are_the_same_under_any_clock_zone_and_umask(made: bytes, tmp_path: Path) -> None:
    assert made_elsewhere("docx", tmp_path, SOURCE_DATE_EPOCH="5") == made


@pytest.mark.parametrize(
    "title", ["The Harbour Master to the Board", "The Loss of the Lighter " * 9]
)
def test_a_short_cell_has_no_second_line_beside_a_long_one(title: str) -> None:
    texts = [["No.", "Document", "Date"], ["7", title, "December 12, 1931"]]
    rows = [model.Row(tuple(model.Cell((model.Text(one),)) for one in row)) for row in texts]
    widths = [share * table.LINE for share in table.shares(model.Table(tuple(rows)))]
    short = [(text, width) for text, width in zip(texts[1], widths, strict=True) if len(text) < 40]
    assert len(short) >= len(("number", "date"))
    assert all(len(text) < width for text, width in short)
