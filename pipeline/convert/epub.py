"""Books to EPUB 3.3: one page a section, notes that pop up, the pages of the printed source.

pandoc writes the text as HTML; the package around it is made here, because pandoc's own has no
page list, gives notes no way back and cuts files where it likes.
"""

from __future__ import annotations

from pipeline.book import Book
from pipeline.convert import ast, epub_package, epub_text, pandoc, pandoc_json

DIALECT = pandoc_json.Dialect(notes_at_end=True, page_mark="[{number}] ")


def make(book: Book) -> bytes:
    """Convert ``book``; the same book gives the same bytes.

    Raises ConversionError, MissingProgramError, or UsageError for a clock that is none.
    """
    blocks = pandoc_json.book_blocks(book.sections, DIALECT)
    divisions = epub_text.divisions(pandoc.run("html5", ast.encode(blocks, {}), "--wrap=none"))
    sections = [
        epub_text.section(division, section)
        for division, section in zip(divisions, book.sections, strict=True)
    ]
    return epub_package.pack(book.metadata, sections, book.outputs.styles.epub_css)
