"""Books to a folder of static pages: one a section, an index, a search that needs no server.

The text of a page is what an EPUB has, made with the same pandoc and the same hands
(``epub_text``); the pages around it, their navigation and their scripts are made here. Nothing in
them comes from elsewhere: a reader can take the folder along and open it from a disk.
"""

from __future__ import annotations

from pipeline.book import Book
from pipeline.convert import ast, epub_text, pandoc, pandoc_json
from pipeline.convert.html import prepare, site

DIALECT = pandoc_json.Dialect(notes_at_end=True, page_mark="[{number}] ")


def make(book: Book) -> dict[str, bytes]:
    """Convert ``book`` to files by name; the same book gives the same bytes.

    Raises ConversionError or MissingProgramError.
    """
    blocks = pandoc_json.book_blocks(book.sections, DIALECT)
    divisions = epub_text.divisions(pandoc.run("html5", ast.encode(blocks, {}), "--wrap=none"))
    sections = [
        prepare.section(division, section)
        for division, section in zip(divisions, book.sections, strict=True)
    ]
    return site.make(book, sections)
