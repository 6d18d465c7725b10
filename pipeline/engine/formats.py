"""The formats of an edition: how each is made, read back, and held against the text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from pipeline.book import FORMATS as BOOK_FORMATS
from pipeline.book import Book
from pipeline.book.outputs import BookFormat, BookFormatName
from pipeline.convert import bits, docx, epub, html, icml, pdf
from pipeline.convert.cover import wrap
from pipeline.convert.sections import SectionCache
from pipeline.convert.view import as_shown
from pipeline.model.diagnostics import Severity
from pipeline.verify import bits as verify_bits
from pipeline.verify import docx as verify_docx
from pipeline.verify import epub as verify_epub
from pipeline.verify import html as verify_html
from pipeline.verify import icml as verify_icml
from pipeline.verify import pdf as verify_pdf
from pipeline.verify.pdf import cover as verify_cover
from pipeline.verify.reading_text import as_read
from pipeline.verify.rules import Discrepancy

Files: TypeAlias = Mapping[str, bytes]
Made: TypeAlias = tuple[Files, tuple[Discrepancy, ...]]
Output = TypeVar("Output", bytes, Files)

# How often the pages of a book are set again; a second time is mostly enough.
_MOST_TIMES = 6


@dataclass(frozen=True, slots=True)
class OutputBeside:
    """A file that is made of the book and the file of a format, and None where none is wanted."""

    make: Callable[[Book, bytes], bytes | None]
    check: Callable[[Book, bytes, bytes], Iterable[Discrepancy]]


@dataclass(frozen=True, slots=True)
class OutputFormat(Generic[Output]):
    """How a format is made of the book, as bytes or as files by name, and how it is read back.

    ``again`` sets it once more, with a page that ends before each of some notes. ``beside`` is made
    of what came of it.
    """

    facts: BookFormat
    make: Callable[[Book, SectionCache], Output]
    check: Callable[[Book, Output], Iterable[Discrepancy]]
    again: Callable[[Book, Collection[str]], Output] | None = None
    beside: OutputBeside | None = None

    @property
    def name(self) -> BookFormatName:
        """The name of the format."""
        return self.facts.name

    def produce(self, book: Book, stem: str, sections: SectionCache) -> Made:
        """Make the files of ``book``, one of which is named after ``stem``, and read them back."""
        shown, read = as_shown(book), as_read(book)
        made = self.make(shown, sections)
        found = tuple(self.check(read, made))
        if self.again is not None:
            again = partial(self.again, shown)
            made, found = _until_beside(again, partial(self.check, read), made, found)
        if isinstance(made, bytes):
            files = {f"{stem}.{self.facts.ending}": made}
            other, differing = self._made_beside(shown, read, made)
            return files | {f"{stem}.{end}": data for end, data in other.items()}, found + differing
        return {f"{self.name}/{name}": data for name, data in made.items()}, found

    def _made_beside(self, shown: Book, read: Book, made: bytes) -> Made:
        """Give the file beside ``made`` by its ending, if one is wanted, and its faults."""
        beside = self.beside
        data = None if beside is None else beside.make(shown, made)
        if beside is None or data is None:
            return {}, ()
        return {self.facts.beside: data}, tuple(beside.check(read, made, data))


def _until_beside(
    again: Callable[[Collection[str]], Output],
    check: Callable[[Output], Iterable[Discrepancy]],
    made: Output,
    found: tuple[Discrepancy, ...],
) -> tuple[Output, tuple[Discrepancy, ...]]:
    """Set a book again until no note stands on another page than its marker.

    Of each document, only the first such note is set apart: the others move with it. Pages that
    come out worse are not taken.
    """
    apart: set[str] = set()
    for _ in range(_MOST_TIMES):
        first = {one.document_id: one.note for one in reversed(found) if one.note}
        if apart.issuperset(first.values()):
            break
        apart.update(first.values())
        pages = again(apart)
        differing = tuple(check(pages))
        if _severities(differing) <= _severities(found):
            made, found = pages, differing
    return made, found


def _severities(found: Sequence[Discrepancy]) -> tuple[int, int]:
    """Count what is wrong, errors before all."""
    return sum(one.rule.severity is Severity.ERROR for one in found), len(found)


def _docx(book: Book, _: SectionCache) -> bytes:
    return docx.make(book)


def _icml(book: Book, _: SectionCache) -> Files:
    return icml.make(book)


def _pdf(book: Book, _: SectionCache) -> bytes:
    return pdf.make(book)


def _print(book: Book, _: SectionCache) -> bytes:
    return pdf.make_for_printer(book)


_FACTS = {one.name: one for one in BOOK_FORMATS}
FORMATS: tuple[OutputFormat[bytes] | OutputFormat[Files], ...] = (
    OutputFormat(_FACTS["docx"], _docx, verify_docx.check),
    OutputFormat(_FACTS["epub"], epub.make, verify_epub.check),
    OutputFormat(_FACTS["pdf"], _pdf, verify_pdf.check, pdf.make),
    OutputFormat(_FACTS["html"], html.make, verify_html.check),
    OutputFormat(_FACTS["bits"], bits.make, verify_bits.check),
    OutputFormat(_FACTS["icml"], _icml, verify_icml.check),
    OutputFormat(
        _FACTS["print"],
        _print,
        verify_pdf.check_for_printer,
        pdf.make_for_printer,
        OutputBeside(wrap.make, verify_cover.check),
    ),
)
