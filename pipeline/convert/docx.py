"""Books to DOCX: real footnotes, named styles, bookmarks where a reference can lead.

Word's own elements are written, and not pandoc's document: of what pandoc would make of that,
sections, notes, links, tables and styles would all have to be made anew, in three times the time.
What the text is put into, styles, lists, header and footer, is the template in
``docx_template/``, an unpacked DOCX, or the reference document of the edition.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.book import Book
from pipeline.convert import archive, docx_book, docx_package, docx_reference
from pipeline.convert.docx_page import PAGES

TEMPLATE = Path(__file__).with_name("docx_template")


def make(book: Book) -> bytes:
    """Convert ``book``; the same book gives the same bytes.

    Raises ConversionError where the reference document of the edition cannot be used.
    """
    template, page = archive.read_folder(TEMPLATE), PAGES[book.outputs.paper]
    if book.outputs.styles.docx_reference is not None:
        template, page = docx_reference.applied(book.outputs.styles.docx_reference, template, page)
    return docx_package.pack(template, docx_book.write(book, page), book.metadata, page)
