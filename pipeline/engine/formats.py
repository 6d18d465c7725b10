"""The formats of an edition: how each is made, read back, and held against the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.book import Book
from pipeline.convert import bits, docx, epub, html, icml, pdf
from pipeline.convert.sections import SectionCache
from pipeline.convert.view import as_shown
from pipeline.verify import bits as verify_bits
from pipeline.verify import docx as verify_docx
from pipeline.verify import epub as verify_epub
from pipeline.verify import html as verify_html
from pipeline.verify import icml as verify_icml
from pipeline.verify import pdf as verify_pdf
from pipeline.verify.reading_text import as_read
from pipeline.verify.rules import Discrepancy

Files: TypeAlias = Mapping[str, bytes]
Made: TypeAlias = tuple[Files, tuple[Discrepancy, ...]]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format in which the book is one file: how it is made, and how it is read back.

    A file ends in its name, or in ``ending``.
    """

    name: str
    make: Callable[[Book, SectionCache], bytes]
    check: Callable[[Book, bytes], Iterable[Discrepancy]]
    ending: str = ""

    @property
    def suffix(self) -> str:
        """What the name of the file ends in."""
        return self.ending or self.name

    def produce(self, book: Book, stem: str, sections: SectionCache) -> Made:
        """Make the file of ``book`` and read it back."""
        data = self.make(as_shown(book), sections)
        return {f"{stem}.{self.suffix}": data}, tuple(self.check(as_read(book), data))


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format in which the book is a folder of files, named after the format.

    It has a page for each document as it is, so nothing is made for single documents.
    """

    name: str
    make: Callable[[Book, SectionCache], Files]
    check: Callable[[Book, Files], Iterable[Discrepancy]]

    def produce(self, book: Book, _: str, sections: SectionCache) -> Made:
        """Make the files of ``book`` and read them back."""
        files = self.make(as_shown(book), sections)
        found = tuple(self.check(as_read(book), files))
        return {f"{self.name}/{name}": data for name, data in files.items()}, found


OutputFormat: TypeAlias = FileFormat | FolderFormat


def _docx(book: Book, _: SectionCache) -> bytes:
    return docx.make(book)


def _icml(book: Book, _: SectionCache) -> Files:
    return icml.make(book)


def _pdf(book: Book, _: SectionCache) -> bytes:
    return pdf.make(book)


FORMATS: tuple[OutputFormat, ...] = (
    FileFormat("docx", _docx, verify_docx.check),
    FileFormat("epub", epub.make, verify_epub.check),
    FileFormat("pdf", _pdf, verify_pdf.check),
    FolderFormat("html", html.make, verify_html.check),
    FileFormat("bits", bits.make, verify_bits.check, "bits.xml"),
    FolderFormat("icml", _icml, verify_icml.check),
)
