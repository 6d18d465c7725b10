"""Books to a folder of static pages: one a section, an index, a search that needs no server.

The text of a page is what an EPUB has, made with the same pandoc and the same hands
(``epub.text``); the pages around it, their navigation and their scripts are made here. Nothing in
them comes from elsewhere: a reader can take the folder along and open it from a disk.
"""

from __future__ import annotations

from pipeline.book import Book
from pipeline.convert.html import prepare, site
from pipeline.convert.sections import SectionCache, divisions


def make(book: Book, cache: SectionCache | None = None) -> dict[str, bytes]:
    """Convert ``book`` to files by name; the same bytes whatever the ``cache`` has.

    Raises ConversionError or MissingProgramError.
    """
    made = divisions(book, cache or SectionCache())
    sections = [prepare.section(*each) for each in zip(made, book.sections, strict=True)]
    return site.make(book, sections)
