"""Books to their formats, one module each, all by way of pandoc's JSON (``ast``)."""

from pipeline.book import Book
from pipeline.convert.docx import make as make_docx
from pipeline.convert.epub import make as make_epub
from pipeline.convert.pdf import make as make_pdf

__all__ = ["Book", "make_docx", "make_epub", "make_pdf"]
