"""Books to EPUB 3.3: one page a document, notes that pop up, the pages of the printed source.

pandoc writes the text as HTML; the package around it is made here, because pandoc's own has no
page list, gives notes no way back and cuts files where it likes.
"""

from __future__ import annotations

from pipeline.book import Book
from pipeline.convert import ast, epub_package, epub_text, front, pandoc, pandoc_json

DIALECT = pandoc_json.Dialect(notes_at_end=True, page_mark="[{number}] ")


def make(book: Book) -> bytes:
    """Convert ``book``; the same book gives the same bytes.

    Raises ConversionError or MissingProgramError.
    """
    blocks = [
        front.title_page(book.metadata),
        *pandoc_json.book_blocks(book.sections, DIALECT),
    ]
    written = pandoc.run("html5", ast.encode(blocks, {}), "--wrap=none")
    title_page, *documents = epub_text.divisions(written)
    sections = [epub_text.section(document) for document in documents]
    return epub_package.pack(book.metadata, epub_text.title_page(title_page), sections)
