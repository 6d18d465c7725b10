"""Books to DOCX by pandoc: real footnotes, named styles, bookmarks where a reference can lead.

What the text is put into, styles, lists, header and footer, is pandoc's reference document: the
template in ``template/``, an unpacked DOCX, or the reference document of the edition.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.book import Book
from pipeline.convert import archive, ast
from pipeline.convert.docx import body, finish, package, reference
from pipeline.convert.docx.page import PAGES
from pipeline.model.metadata import Metadata
from pipeline.system import pandoc, temporary

TEMPLATE = Path(__file__).with_name("template")
WRITER = "docx+empty_paragraphs"


def make(book: Book) -> bytes:
    """Convert ``book``; the same book gives the same bytes.

    Raises ConversionError where the reference document of the edition cannot be used, and
    MissingProgramError.
    """
    template, page = archive.read_folder(TEMPLATE), PAGES[book.outputs.paper]
    if book.outputs.styles.docx_reference is not None:
        template, page = reference.applied(book.outputs.styles.docx_reference, template, page)
    text = body.write(book, page)
    look = package.reference(template, text, book, page)
    written = _convert(ast.join(text.blocks, _properties(book.metadata)), look)
    return finish.finish(written, text.marks, book.metadata)


def _convert(document: bytes, look: bytes) -> bytes:
    """Have pandoc write the document; it takes a reference document only from a file."""
    with temporary.folder() as folder:
        file = folder / "reference.docx"
        file.write_bytes(look)
        return pandoc.run(
            WRITER, document, "--sandbox", f"--reference-doc={file}",
            f"--template={TEMPLATE / 'word' / 'document.xml'}", "--syntax-highlighting=none",
        )  # fmt: skip


def _properties(metadata: Metadata) -> dict[str, str]:
    facts = {
        "title": metadata.title,
        "subject": metadata.series,
        "author": "; ".join(metadata.editors),
        "description": metadata.subtitle,
    }
    return {name: fact for name, fact in facts.items() if fact}
