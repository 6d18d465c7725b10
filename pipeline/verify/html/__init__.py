"""Read a folder of static pages back and compare it with the book it was made from.

What is text and what is a mark is told by ``markup``; the pages are read as HTML, as a browser
reads them (``site``). Texts are taken in the order of the contents, which must be those of the
book, as must what the pages say of the edition (``about``). A page of the printed source can
be arrived at only if the page list leads there, in its order and under its number. Every link of
the frame around a text must arrive, and those to the text before and after must lead there
(``frames``). The index of the search must hold the same text, each page and note at its place
(``search``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.book import Book
from pipeline.verify import markup, page_pictures
from pipeline.verify.contents import named, outline
from pipeline.verify.expected import expect
from pipeline.verify.html import about, frames, names, search, side_by_side
from pipeline.verify.html.site import Site
from pipeline.verify.rules import Discrepancy, judge
from pipeline.verify.sight import Addresses, showing


def check(book: Book, files: Mapping[str, bytes]) -> tuple[Discrepancy, ...]:
    """Compare ``files`` by name with ``book``; ConversionError where they cannot be read."""
    addresses = Addresses.of(book.texts)
    sight = showing(book)
    expected = [expect(text, addresses, sight) for text in book.texts]
    bare = replace(sight, pictures=dict.fromkeys(sight.pictures))
    searched = [expect(text, addresses, bare) for text in book.texts] if bare.pictures else expected
    site = Site(files)
    ids = {text.id for text in book.texts}
    found = [
        reading
        for file in site.spine
        for reading in markup.documents(site, file, site.pages[file], ids)
    ]
    titles = {entry.target: entry.words for entry in named(outline(book))}
    return (
        *judge(expected, found, addresses.unambiguous),
        *about.check(book, site),
        *frames.check(site),
        *side_by_side.check(book, site),
        *page_pictures.check(book, site.pages.values()),
        *names.check(book, {one.reading.id: one for one in expected}, site),
        *search.check(searched, site, titles, addresses.unambiguous),
    )
