"""A book whose texts are shown as they are read holds what is read, in each format."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.book import Book
from pipeline.convert.view import as_shown, reading_text
from pipeline.model import document as model
from pipeline.model.document import Document, DocumentKind, Heading, Inline, Paragraph, Text
from pipeline.model.metadata import Metadata
from pipeline.verify.reading_text import as_read
from tests.marks.encoded import LETTER, Encoded
from tests.verify.conftest import MAKERS
from tests.verify.random_documents import Author
from tests.verify.specimens import CHECKS


def book_of(document: Document) -> Book:
    book = Book.of(Metadata("views", "Views"), (document,), b"<TEI/>")
    return replace(book, outputs=replace(book.outputs, view="reading"))


@pytest.mark.parametrize("seed", range(40))
def test_writers_and_readers_agree_on_what_is_read(seed: int) -> None:
    book = book_of(Author(seed).document(12))
    assert as_shown(book).texts == as_read(book).texts


@pytest.mark.parametrize("name", CHECKS)
def test_nothing_is_found_in_a_book_that_is_shown_as_it_is_read(name: str) -> None:
    book = book_of(Author(7).document(30))
    assert CHECKS[name](as_read(book), MAKERS[name](as_shown(book))) == ()


@pytest.mark.parametrize("name", ["docx", "epub", "html"])
def test_deletion_that_is_shown_is_found(name: str) -> None:
    deleted = model.Alteration(model.AlterationKind.DELETED, (Text("old "),))
    line: tuple[Inline, ...] = (Text("the "), deleted, Text("quarry"))
    document = Document(
        "d1", None, DocumentKind.HISTORICAL, (Heading((Text("A"),)), Paragraph(line))
    )
    book = book_of(document)
    codes = {one.rule.code for one in CHECKS[name](as_read(book), MAKERS[name](book))}
    assert codes & {"O102", "O106"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("the [deleted: old] quarry", "the quarry"),
        ("the [deleted: old ]quarry", "the quarry"),
        ("the quarry [deleted: here]", "the quarry"),
        ("[deleted: So] the quarry", "the quarry"),
        ("the [added above: old] quarry", "the old quarry"),
        ("[replaced: [deleted: May] [added: June]] 9", "June 9"),
        ("the [unclear: old] [supplied: quarry]", "the old quarry"),
        ("Esq[expanded: uire] [abbr: Wm. | William]", "Esquire William"),
        ("to [sic: recieve | receive] it", "to receive it"),
        ("to [sic: recieve] it", "to recieve it"),
        ("of the [surplus: the] quarry", "of the quarry"),
        ("it [transcriber: torn] went", "it went"),
        ("the quar[line end in word]ry", "the quarry"),
        ("_the [deleted: old] quarry_ is", "the quarry is"),
        ("no more [transcriber: torn]", "no more"),
        ("at [deleted: 7] .5 and [deleted: so]: yes (or [deleted: no])", "at .5 and: yes (or)"),
        ("at [deleted: 7].5", "at .5"),
        ("oui [deleted: non] ; oui", "oui ; oui"),
    ],
)
def test_what_is_read(written: str, read: str) -> None:
    document = reading_text(Encoded(LETTER.format(f"Now {written}, they say.")).document)
    paragraph = next(one for one in document.blocks if isinstance(one, Paragraph))
    assert model.text_of(paragraph) == f"Now {read}, they say."


def test_notes_and_pages_in_what_was_struck_out_stay() -> None:
    text = LETTER.format("The [deleted: old1 chart [Page 12] of] port.") + "\n  1. See there.\n"
    document = reading_text(Encoded(text).document)
    paragraph = next(one for one in document.blocks if isinstance(one, Paragraph))
    kinds = [type(one) for one in model.leaves_of(paragraph)]
    assert kinds == [Text, model.NoteMarker, model.PageBreak, Text]
    assert model.text_of(paragraph) == "The port."
