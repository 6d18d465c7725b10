"""Read an EPUB back by its XHTML and compare it with the book it was made from.

What is text and what is a mark is told by ``markup``. A page can be arrived at only if the book's
own page list leads there too, in the order of the book and under its number. The contents must be
those of the book (``contents``), landmarks must lead to what they name, and title page and metadata
must say what is known of the edition (``about``). A book must have a cover, and the
description of its picture must name the title.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy

from pipeline.book import Book
from pipeline.verify import contents, markup, page_pictures
from pipeline.verify.archive import Archive, Element
from pipeline.verify.contents import ContentsEntry
from pipeline.verify.epub import about
from pipeline.verify.epub.book import EpubBook
from pipeline.verify.expected import expect
from pipeline.verify.markup import X
from pipeline.verify.reading import Reading
from pipeline.verify.rules import Discrepancy, judge, judge_contents
from pipeline.verify.sight import Addresses, showing


def check(book: Book, data: bytes) -> tuple[Discrepancy, ...]:
    """Compare ``data``, an EPUB, with ``book``; ConversionError where it cannot be read."""
    addresses = Addresses.of(book.texts)
    expected = [expect(text, addresses, showing(book)) for text in book.texts]
    epub = EpubBook(Archive(data))
    found = list(_readings(epub, {text.id for text in book.texts}))
    return (
        *judge(expected, found, addresses.unambiguous),
        *judge_contents(tuple(_outline(book, epub)), epub.contents),
        *judge_contents(tuple(_outline(book, epub)), epub.older_contents, "the NCX"),
        *about.check(book, epub),
        *page_pictures.check(book, (epub.files[name] for name in epub.spine)),
    )


def _readings(epub: EpubBook, ids: Collection[str]) -> Iterator[Reading]:
    """Reduce an EPUB to its texts, in the order of its spine."""
    for place, file in enumerate(epub.spine):
        root = epub.files[file]
        for section in [one for one in root.iter(X + "section") if one.get("id") in ids]:
            for following in epub.spine[place + 1 :]:
                further = _continued(epub.files[following])
                if not further:
                    break
                section.extend(deepcopy(block) for block in further)
        yield from markup.documents(epub, file, root, ids)


def _continued(root: Element) -> list[Element]:
    """Give the blocks of a file that goes on with the list of the file before it."""
    sections = root.iterfind(f"{X}body/{X}section")
    return [
        block
        for section in sections
        if "continued" in section.get("class", "").split(" ") and not section.get("id")
        for block in section
    ]


def _outline(book: Book, epub: EpubBook) -> Iterator[ContentsEntry]:
    """Give the entries that the contents must have: the title page, and the sections."""
    yield ContentsEntry(epub.first(about.title_page(epub)), book.metadata.title, 1)
    yield from contents.named(contents.outline(book))
