"""Books to EPUB 3.3: one page a section, notes that pop up, the pages of the printed source.

pandoc writes the text as HTML; the package around it is made here, because pandoc's own has no
page list, gives notes no way back and cuts files where it likes.
"""

from __future__ import annotations

from pipeline.book import Book
from pipeline.convert.epub import package, text
from pipeline.convert.sections import SectionCache, divisions


def make(book: Book, cache: SectionCache | None = None) -> bytes:
    """Convert ``book``; the same book gives the same bytes, whatever the ``cache`` has.

    Raises ConversionError, MissingProgramError, or UsageError for a clock that is none.
    """
    made = divisions(book, cache or SectionCache())
    sections = [text.section(*each) for each in zip(made, book.sections, strict=True)]
    return package.pack(book, sections)
