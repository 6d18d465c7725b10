"""The pages of the book that an index gives, held against what stands on them.

A run of pages stands behind the text that it is about, and is a link to the edge of its first page.
Each must have the number of that page, and text or notes of that document; and each document that
the index leads to must have pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.book import INDEXES, Book
from pipeline.model.document import Reference, walk
from pipeline.verify.checks import makeup
from pipeline.verify.pdf.contents import folio
from pipeline.verify.pdf.pages import PageStarts
from pipeline.verify.pdf.tree import TaggedPdf
from pipeline.verify.reading import Reading
from pipeline.verify.rules import Discrepancy

_RUN = re.compile(r", (?:\S+\u00a0)?([0-9]+)(?:–([0-9]+))?")


def check(
    book: Book,
    pdf: TaggedPdf,
    starts: PageStarts,
    targets: Mapping[str, Sequence[str]],
    pages: Mapping[str, frozenset[int]],
) -> Iterator[Discrepancy]:
    """Compare the pages in the indexes with the ``pages`` of each section, by its id.

    ``targets`` are the places that links lead to.
    """
    given = [(targets.get(link, ("",))[0], runs) for link, runs in starts.folios]
    for name, runs in given:
        there = pages.get(name, frozenset())
        for text, page in runs:
            sheets = _sheets(text, page, folio(pdf, page))
            if not sheets or not there.issuperset(sheets):
                found = makeup.index_page_wrong(name, text.strip(", "))
                yield Discrepancy(makeup.INDEX_PAGE_WRONG, name, found)
    if book.outputs.styles.pdf_template is None and book.outputs.index_pages != "source":
        named, wanted = [name for name, _ in given], list(_led_to(book))
        if named != wanted:
            lost = next((one for one in wanted if named.count(one) < wanted.count(one)), "")
            yield Discrepancy(makeup.INDEX_PAGE_WRONG, lost, makeup.index_page_wrong(lost, ""))


def pages_of(
    book: Book, there: Mapping[int, Sequence[int]], found: Sequence[Reading], starts: PageStarts
) -> dict[str, frozenset[int]]:
    """Give the pages with text or notes of each section; ``there`` has the sections by page."""
    pages: dict[str, set[int]] = {section.text.id: set() for section in book.sections}
    for page, sections in there.items():
        for number in sections:
            pages[book.sections[number].text.id].add(page)
    for reading in found:
        for note in reading.notes:
            pages[reading.id].update(starts.note_pages[note.id])
    return {name: frozenset(some) for name, some in pages.items()}


def _sheets(text: str, page: int, number: str) -> range:
    """Give the pages of a run that begins with the page of this ``number``; none if it does not."""
    run = _RUN.fullmatch(text)
    if run is None or run[1] != number:
        return range(0)
    return range(page, page + int(run[2] or run[1]) - int(run[1]) + 1)


def _led_to(book: Book) -> Iterator[str]:
    texts = {section.text.id for section in book.sections}
    for section in book.back:
        for node in walk(section.text) if section.role in INDEXES else ():
            if isinstance(node, Reference) and node.target[1:] in texts:
                yield node.target[1:]
