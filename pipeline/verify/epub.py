"""Read an EPUB back by its XHTML and compare it with the documents it was made from.

What is text and what is a mark is told by ``markup``. A section or page can be arrived at only if
the book's own contents and page list lead there too, in the order of the book and under its heading
or number. A book must have a cover, and the description of its picture must name the title.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline import document as model
from pipeline.verify import markup
from pipeline.verify.archive import Archive
from pipeline.verify.epub_book import EpubBook
from pipeline.verify.expected import Addresses, expect
from pipeline.verify.reading import Reading
from pipeline.verify.rules import Discrepancy, judge


def check(documents: Sequence[model.Document], data: bytes) -> tuple[Discrepancy, ...]:
    """Compare ``data``, an EPUB, with ``documents``; ConversionError where it cannot be read."""
    addresses = Addresses.of(documents)
    expected = [expect(document, addresses) for document in documents]
    found = read(data, {document.id for document in documents})
    return judge(expected, found, addresses.checked)


def read(data: bytes, ids: Collection[str]) -> list[Reading]:
    """Reduce an EPUB to its documents, in the order of its spine."""
    book = EpubBook(Archive(data))
    return [
        reading
        for file in book.spine
        for reading in markup.documents(book, file, book.files[file], ids)
    ]
