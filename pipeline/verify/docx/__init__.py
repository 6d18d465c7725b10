"""Read a DOCX back by its XML and compare it with the book it was made from.

What Word shows is what counts: the text of runs, footnotes where their references stand,
bookmarks, links to bookmarks, and the entries of the table of contents. A character style tells
what is no text of the transcription: the mark of a printed page, the label of a note.
"""

from __future__ import annotations

from pipeline.book import Book
from pipeline.model.errors import ConversionError
from pipeline.verify.archive import Archive, Element
from pipeline.verify.docx import about, contents
from pipeline.verify.docx.contents import W
from pipeline.verify.docx.flow import read
from pipeline.verify.docx.parts import Parts
from pipeline.verify.expected import expect
from pipeline.verify.rules import Discrepancy, judge
from pipeline.verify.sight import Addresses, FormatCapabilities, showing

_SIGHT = FormatCapabilities(notes_in_notes=False, headings=False)


def check(book: Book, data: bytes) -> tuple[Discrepancy, ...]:
    """Compare ``data``, a DOCX, with ``book``; ConversionError where it cannot be read."""
    addresses = Addresses.of(book.texts)
    expected = [expect(document, addresses, showing(book, _SIGHT)) for document in book.texts]
    archive = Archive(data)
    body = _body(archive)
    ids = {document.id for document in book.texts}
    found = list(read(Parts(archive, body, addresses.names), ids))
    return (
        *judge(expected, found, addresses.unambiguous),
        *contents.check(book, archive, body),
        *about.check(book, archive, body),
    )


def _body(archive: Archive) -> Element:
    body = archive.xml("word/document.xml").find(W + "body")
    if body is None:
        raise ConversionError("word/document.xml in the output has no body")
    return body
