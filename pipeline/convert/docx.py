"""Books to DOCX: real footnotes, named styles, bookmarks where a reference can lead.

pandoc writes the text; what it is put into, page setup, styles, lists, header and footer, is
the template in ``docx_template/``, an unpacked DOCX.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.book import Book
from pipeline.convert import archive, ast, docx_package, docx_styles, front, pandoc, pandoc_json

TEMPLATE = Path(__file__).with_name("docx_template")
DIALECT = pandoc_json.Dialect(page_mark="[{number}] ")


def make(book: Book) -> bytes:
    """Convert ``book``; the same book gives the same bytes.

    Raises ConversionError or MissingProgramError.
    """
    styler = docx_styles.Styler()
    blocks = styler.blocks(
        [
            front.title_page(book.metadata),
            *pandoc_json.book_blocks(book.sections, DIALECT),
        ]
    )
    template = archive.read_folder(TEMPLATE)
    with TemporaryDirectory() as folder:
        reference = Path(folder, "reference.docx")
        reference.write_bytes(archive.pack(template))
        written = pandoc.run("docx", ast.encode(blocks, {}), f"--reference-doc={reference}")
    return docx_package.finish(written, template, book.metadata, styler.labels)
