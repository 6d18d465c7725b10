"""Pages of the printed source where they are hard to tell apart: counted anew, and side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.book import Book
from pipeline.model.document import (
    Document,
    Note,
    NoteMarker,
    PageBreak,
    Paragraph,
    Reference,
    Text,
)
from tests.convert import samples
from tests.verify.conftest import MAKERS
from tests.verify.specimens import CHECKS


def counted_anew(name: str) -> Document:
    """Begin with page 1, as do other documents; pages 2 and 3 show nothing else."""
    pages = Paragraph((PageBreak("1"), PageBreak("2"), PageBreak("3"), Text("Telegram.")))
    return samples.document(name, pages, PageBreak("4"), Paragraph((Text("The end."),)))


def note_right_after_page(name: str) -> Document:
    """Have a note's marker where a page begins, and references to both."""
    references = (
        Reference("#pg_813", (Text("p. 813"),)),
        Reference(f"#{name}fn1", (Text("n. 1"),)),
    )
    text = Paragraph(
        (Text("Sign it. "), PageBreak("813"), NoteMarker(f"{name}fn1"), Text(" Then,"))
    )
    note = Note(f"{name}fn1", "1", (Paragraph((Text("It was signed."),)),))
    return replace(samples.document(name, text, Paragraph(references)), notes=(note,))


BOOKS = {
    "counted anew": (counted_anew("d1"), counted_anew("d2"), counted_anew("d3")),
    "note right after page": (note_right_after_page("d1"),),
}


@pytest.mark.parametrize("which", BOOKS)
@pytest.mark.parametrize("name", CHECKS)
def test_nothing_is_found_in_a_good_output(name: str, which: str) -> None:
    book = Book.of(samples.METADATA, BOOKS[which], b"<TEI/>")
    assert CHECKS[name](book, MAKERS[name](book)) == ()
