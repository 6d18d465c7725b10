"""Which files of an edition are wanted, and how they are to look."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from pipeline.book.typeface import Typeface

BookFormatName: TypeAlias = Literal["docx", "epub", "pdf", "html", "bits", "icml", "print"]
Paper: TypeAlias = Literal["6x9", "a4", "letter"]
TextView: TypeAlias = Literal["diplomatic", "reading"]
IndexPages: TypeAlias = Literal["both", "book", "source"]

SET_IN_TYPST: frozenset[str] = frozenset({"pdf", "print"})
PAPERS: tuple[str, ...] = get_args(Paper)


@dataclass(frozen=True, slots=True)
class BookFormat:
    """A format, with all that is known of it without making it.

    The book is one file that ends in ``ending``; without one it is a folder, in which each document
    has a page, so that nothing is made of single documents. Those that are ``usual``, for readers,
    are made where an edition names none; the rest is for typesetters. The one with the least
    ``turn``, which takes longest, is begun first. ``of_sections`` are made of sections in XHTML,
    which are kept for the next build. A file ``beside`` it ends so.
    """

    name: BookFormatName
    ending: str
    turn: int
    usual: bool = True
    of_sections: bool = False
    beside: str = ""


FORMATS = (
    BookFormat("docx", "docx", 1),
    BookFormat("epub", "epub", 3, of_sections=True),
    BookFormat("pdf", "pdf", 0),
    BookFormat("html", "", 2, of_sections=True),
    BookFormat("bits", "bits.xml", 4, usual=False, of_sections=True),
    BookFormat("icml", "", 5, usual=False),
    BookFormat("print", "print.pdf", 0, usual=False, beside="cover.pdf"),
)
USUAL = tuple(one.name for one in FORMATS if one.usual)

CMIF, ONIX, CROSSREF = "cmif.xml", "onix.xml", "crossref.xml"
RECORDS = (CMIF, ONIX, CROSSREF)
"""The files that tell registers of letters, shops and Crossref of an edition."""


@dataclass(frozen=True, slots=True)
class Styles:
    """Files of the edition that stand in for those of the package; None is the package's own.

    Each is a regular file inside the folder of the edition.
    """

    pdf_template: Path | None = None
    epub_css: Path | None = None
    epub_cover: Path | None = None
    docx_reference: Path | None = None
    html_css: Path | None = None


PACKAGE_STYLES = Styles()


CoverBinding: TypeAlias = Literal["hardback", "paperback"]
SpineText: TypeAlias = Literal["custom", "up", "down"]
# Where books are read with the head to the left; elsewhere it is to the right (ISO 6357).
_UPWARDS = frozenset({"ca", "cs", "de", "es", "fr", "it", "pl", "pt", "ru", "sk"})


@dataclass(frozen=True, slots=True)
class CoverSettings:
    """What the cover of a printed book has: the ISBN and price of its ``binding``.

    The ``spine`` is in millimetres, None where it follows from the pages. Its words run as
    ``spine_text`` says, or by the custom of the language.
    """

    binding: CoverBinding = "paperback"
    spine: float | None = None
    spine_text: SpineText = "custom"

    def runs_up(self, language: str) -> bool:
        """Tell whether the words of the spine run up, in a book of ``language``."""
        if self.spine_text == "custom":
            return language.partition("-")[0] in _UPWARDS
        return self.spine_text == "up"


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """What a printer's PDF has: ``bleed`` and the thickness of a ``sheet`` are in millimetres.

    Its pages are a multiple of ``signature``; ``cip`` are lines on the back of the title page.
    The ``cover`` is None where none is wanted.
    """

    bleed: float = 3
    sheet: float = 0.1
    signature: int = 2
    cip: tuple[str, ...] = ()
    crop_marks: bool = True
    half_title: bool = True
    cover: CoverSettings | None = None


PRINTER = PrinterSettings()


@dataclass(frozen=True, slots=True)
class Outputs:
    """The formats of the book; with ``per_document`` one file a document as well.

    ``parallel`` are pairs of an original and its translation.
    In the ``view`` that is diplomatic, texts are shown as they were written, else as they are read.
    ``contents`` are those of PDF and DOCX, ``printer`` is what the printer's PDF has. The
    ``index_pages`` are those of the source, those of the book itself, as a PDF has them, or both.
    The ``typefaces`` are the edition's own, for what ours does not have.
    """

    formats: tuple[str, ...] = USUAL
    per_document: bool = False
    paper: Paper = "6x9"
    styles: Styles = PACKAGE_STYLES
    view: TextView = "diplomatic"
    cover_description: str = ""
    parallel: tuple[tuple[str, str], ...] = ()
    printer: PrinterSettings = PRINTER
    contents: bool = True
    list_of_documents: bool = True
    index_pages: IndexPages = "both"
    typefaces: tuple[Typeface, ...] = ()


DEFAULT = Outputs()
