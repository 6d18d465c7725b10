"""DOCX: footnotes with the labels that are printed."""

from __future__ import annotations

import pytest

from pipeline.book import Book
from pipeline.convert import docx
from pipeline.model.document import (
    Block,
    Document,
    List,
    ListItem,
    ListKind,
    NoteMarker,
    Paragraph,
    ParagraphStyle,
    Quotation,
    Text,
)
from pipeline.verify import docx as verify
from tests.convert import checkers
from tests.convert.checkers import W, tree, word_text
from tests.convert.samples import METADATA, document, note, paragraph


def footnotes(archive: bytes) -> dict[str, checkers.Element]:
    found = tree(archive, "word/footnotes.xml").iter(W + "footnote")
    return {note.get(W + "id", ""): note for note in found}


def shown_labels(archive: bytes) -> list[str]:
    """Give what Word shows at each marker: a mark of its own, or the count of the section."""
    labels: list[str] = []
    counted = 0
    restarts = b"numRestart" in checkers.parts(archive)["word/document.xml"]
    for block in tree(archive, "word/document.xml").iter(W + "p"):
        for reference in block.iter(W + "footnoteReference"):
            if reference.get(W + "customMarkFollows"):
                labels.append(
                    "".join(letter.text or "" for letter in reference.itersiblings(W + "t"))
                )
            else:
                counted += 1
                labels.append(str(counted))
        if restarts and block.find(f"{W}pPr/{W}sectPr") is not None:
            counted = 0
    return labels


def marked(name: str, *labels: str) -> Document:
    """Make a document with a note for each of ``labels``."""
    ids = [f"{name}fn{place}" for place, _ in enumerate(labels, 1)]
    content = [part for each in ids for part in (Text("word"), NoteMarker(each))]
    notes = tuple(note(name, place, label) for place, label in enumerate(labels, 1))
    return document(name, Paragraph(tuple(content)), notes=notes)


@pytest.mark.parametrize(
    "labels",
    [("1", "2", "3"), ("0", "1", "2"), ("*", "1", "†", "2"), ("1", "3", "2"), ("a", "12", "12")],
)
def test_printed_labels_are_shown_in_every_document(labels: tuple[str, ...]) -> None:
    book = Book.of(
        METADATA, (marked("d1", "1", "2"), marked("d2", *labels), marked("d3", "1")), b""
    )
    assert shown_labels(docx.make(book)) == ["1", "2", *labels, "1"]


def test_one_document_has_no_section_to_count_anew() -> None:
    archive = docx.make(
        Book.of(METADATA, (marked("d1", "1", "2"), document("d2", paragraph("a"))), b"")
    )
    assert b"numRestart" not in checkers.parts(archive)["word/document.xml"]
    assert b"customMarkFollows" not in checkers.parts(archive)["word/document.xml"]
    assert shown_labels(archive) == ["1", "2"]


def test_last_note_has_a_mark_where_there_is_more_than_one_count() -> None:
    books = (marked("d1", "1"), marked("d2", "1", "2"), document("d3", paragraph("a")))
    root = tree(docx.make(Book.of(METADATA, books, b"")), "word/document.xml")
    marks = [r.get(W + "customMarkFollows") for r in root.iter(W + "footnoteReference")]
    assert marks == [None, None, "1"]


def test_note_opens_with_the_label_its_marker_shows() -> None:
    archive = docx.make(Book.of(METADATA, (marked("d1", "*", "1"),), b""))
    notes = [footnotes(archive)[key] for key in footnotes(archive) if int(key) > 0]
    assert [word_text(found) for found in notes] == ["* Note 1 of d1.", " Note 2 of d1."]
    assert [len(list(found.iter(W + "footnoteRef"))) for found in notes] == [0, 1]


def test_every_reference_has_its_footnote(made: bytes) -> None:
    references = [
        found.get(W + "id")
        for found in tree(made, "word/document.xml").iter(W + "footnoteReference")
    ]
    assert len(references) == len(set(references)) == 12
    assert set(references) == {key for key in footnotes(made) if int(key) > 0}
    assert not list(tree(made, "word/footnotes.xml").iter(W + "footnoteReference"))


def test_second_marker_is_a_cross_reference_to_the_note(made: bytes) -> None:
    root = tree(made, "word/document.xml")
    fields = [f for f in root.iter(W + "fldSimple") if "NOTEREF" in f.get(W + "instr", "")]
    assert [(f.get(W + "instr"), word_text(f)) for f in fields] == [
        (" NOTEREF d1fn2 \\f \\h ", "2")
    ]
    (bookmark,) = root.iterfind(f".//{W}bookmarkStart[@{W}name='d1fn2']")
    marker = bookmark.getnext()
    assert marker is not None
    assert marker.find(W + "footnoteReference") is not None


@pytest.mark.parametrize(
    ("block", "style"),
    [
        (paragraph("Here."), "FootnoteText"),
        (paragraph("Here.", ParagraphStyle.CENTER), "Centered"),
        (Quotation((paragraph("Here."),)), "FootnoteBlockText"),
        (List(ListKind.SIMPLE, (ListItem((Text("Here."),)),)), "FootnoteList"),
    ],
)
@pytest.mark.parametrize("label", ["1", "*"])
def test_note_begins_with_its_label_whatever_it_begins_with(
    block: Block, style: str, label: str
) -> None:
    letter = document("d1", Paragraph((NoteMarker("d1fn1"),)), notes=(note("d1", 1, label, block),))
    book = Book.of(METADATA, (letter,), b"")
    archive = docx.make(book)
    *_, found = footnotes(archive).values()
    (line,) = found.iter(W + "p")
    assert line.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None
    assert word_text(line) == f"{'' if label == '1' else label} Here."
    assert verify.check(book, archive) == ()


def test_markers_right_beside_one_another_have_a_comma_between_them() -> None:
    notes = tuple(note("d1", place, str(place)) for place in (1, 2, 3))
    markers = (NoteMarker(f"d1fn{place}") for place in (1, 2, 1, 3))
    words = Paragraph((Text("word"), *markers, Text(" more"), NoteMarker("d1fn1")))
    book = Book.of(METADATA, (document("d1", words, notes=notes),), b"<TEI/>")
    made = docx.make(book)
    assert verify.check(book, made) == ()
    (line,) = (
        one for one in tree(made, "word/document.xml").iter(W + "p") if "word" in word_text(one)
    )
    assert word_text(line) == "word,,1, more1"
