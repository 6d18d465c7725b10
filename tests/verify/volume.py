"""A made-up edition as a whole book, in which everything that can be lost occurs at least once.

It has parts, chapters, texts of the editors, lists, an index; a letter with pages that turn
anywhere and two markers of one note; an editorial note; a circular with notes in notes, a
correction, a note without a marker and letters in letters.
"""

from __future__ import annotations

from pipeline.book import Book, BookPart, Plan
from pipeline.book.compose import Texts, compose
from pipeline.model.authority import Authorities
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata
from pipeline.tei.authority import read_persons, read_terms
from tests.documents import file, read_placed

METADATA = Metadata(
    "harbour",
    "Papers of the Harbour, 1931–1932",
    series="Records of the Coast",
    publisher="The Board & Sons",
    place="Port Ellis",
    date="1935",
    rights="In the public domain",
    editors=("A. Mast", "B. Sail"),
    subtitle="With an Index of Persons",
    isbn="978-0-306-40615-7",
    identifiers=("doi:10.1000/182", "LCCN 45-1234"),
)
PLAN = Plan(
    (
        BookPart("The Light of 1931", ("d7",), (BookPart("Reports", ("d8",)),)),
        BookPart("Circulars", ("d9",)),
    )
)


def documents() -> tuple[Document, ...]:
    """Give the three documents of the volume."""
    return tuple(read_placed(f"harbour/{name}") for name in ("d7", "d8", "d9"))


def volume() -> Book:
    """Give the book with all that can stand in one."""
    persons, _ = read_persons(file("harbour/persons.xml"))
    terms, _ = read_terms(file("harbour/terms.xml"))
    front, back = (read_placed(f"harbour/{name}") for name in ("preface", "afterword"))
    texts = Texts(documents(), (front,), (back,), Authorities(persons, terms))
    return compose(METADATA, PLAN, texts, b"<TEI/>")
