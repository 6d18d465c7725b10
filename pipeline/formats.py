"""The formats of an edition: each made, read back, and held against the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

from pipeline import tei, validate
from pipeline.book import Book
from pipeline.book.compose import Texts, alone, compose
from pipeline.convert import docx, epub, html, pdf
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.document import Document
from pipeline.edition import Edition
from pipeline.matter import Matter, take_matter
from pipeline.source import Source
from pipeline.transcription import Encoded
from pipeline.verify import docx as verify_docx
from pipeline.verify import epub as verify_epub
from pipeline.verify import html as verify_html
from pipeline.verify import pdf as verify_pdf
from pipeline.verify.rules import Discrepancy
from pipeline.workers import Progress

Files: TypeAlias = Mapping[str, bytes]
Made: TypeAlias = tuple[Files, tuple[Discrepancy, ...]]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format in which the book is one file: how it is made, and how it is read back.

    ``check`` is given the texts of all sections of the book, in their order.
    """

    name: str
    make: Callable[[Book], bytes]
    check: Callable[[Sequence[Document], bytes], Iterable[Discrepancy]]

    def produce(self, book: Book, stem: str) -> Made:
        """Make the file of ``book`` and read it back."""
        data = self.make(book)
        return {f"{stem}.{self.name}": data}, tuple(self.check(book.texts, data))


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format in which the book is a folder of files, named after the format.

    It has a page for each document as it is, so nothing is made for single documents.
    """

    name: str
    make: Callable[[Book], Files]
    check: Callable[[Sequence[Document], Files], Iterable[Discrepancy]]

    def produce(self, book: Book, _: str) -> Made:
        """Make the files of ``book`` and read them back."""
        files = self.make(book)
        found = tuple(self.check(book.texts, files))
        return {f"{self.name}/{name}": data for name, data in files.items()}, found


Format: TypeAlias = FileFormat | FolderFormat

FORMATS: tuple[Format, ...] = (
    FileFormat("docx", docx.make, verify_docx.check),
    FileFormat("epub", epub.make, verify_epub.check),
    FileFormat("pdf", pdf.make, verify_pdf.check),
    FolderFormat("html", html.make, verify_html.check),
)
_SIDE_BY_SIDE = len(FORMATS)


@dataclass(frozen=True, slots=True)
class _Job:
    """A format of a book to make; ``stem`` is the name of its file without the suffix."""

    stem: str
    format: Format
    book: Book

    def done(self) -> Made:
        return self.format.produce(self.book, self.stem)


def make_book(
    loaded: Edition, encoded: Sequence[Encoded], progress: Progress
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Make the files of an edition by name; every format side by side, and each read back."""
    matter = take_matter(loaded)
    everything = (*matter.front, *encoded, *matter.back)
    book = _book(loaded, encoded, matter)
    files = {f"tei/{one.id}.xml": one.tei for one in everything if one.tei is not None}
    files[f"{loaded.name}.xml"] = book.tei
    sources = _Sources(loaded, everything)
    found = [d for file, data in files.items() for d in validate.check_artefact(data, file)]
    found += _unprintable(book, sources)
    if has_errors(tuple(found)):
        return files, tuple(found)
    jobs = tuple(_jobs(loaded, book, encoded))
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        for done, (made, discrepancies) in enumerate(pool.map(_Job.done, jobs), 1):
            files.update(made)
            for d in discrepancies:
                found += sources.of(d.document_id).diagnose(d.rule, (d.finding,))
            progress(f"{loaded.name}: formats", done, len(jobs))
    return files, tuple(found)


def _book(loaded: Edition, encoded: Sequence[Encoded], matter: Matter) -> Book:
    """Put the whole edition together; of a part of it, only what a single document would have."""
    provenances = [one.provenance for one in encoded]
    documents = _documents(encoded)
    volume = tei.write_volume(documents, loaded.metadata, provenances)
    texts = Texts(documents, _documents(matter.front), _documents(matter.back))
    if loaded.order == loaded.transcriptions:
        texts = Texts(documents, texts.front, texts.back, loaded.authorities())
    return compose(loaded.metadata, loaded.plan, texts, volume)


def _documents(encoded: Iterable[Encoded]) -> tuple[Document, ...]:
    return tuple(one.document for one in encoded if one.document is not None)


def _jobs(loaded: Edition, book: Book, encoded: Iterable[Encoded]) -> Iterator[_Job]:
    wanted = [one for one in FORMATS if one.name in book.outputs.formats]
    for format_ in wanted:
        yield _Job(loaded.name, format_, book)
    for one in encoded if book.outputs.per_document else ():
        if one.document is not None and one.tei is not None:
            single = alone(loaded.metadata, one.document, one.tei, loaded.plan)
            for format_ in wanted:
                if isinstance(format_, FileFormat):
                    yield _Job(f"documents/{one.id}", format_, single)


class _Sources:
    """The files that the sections of a book come from, for messages."""

    def __init__(self, loaded: Edition, encoded: Iterable[Encoded]) -> None:
        self.settings = Source(str(loaded.folder / "edition.toml"), "")
        self.by_id = {one.id: one.source for one in encoded}

    def of(self, name: str) -> Source:
        """Give the transcription of a section; one that was made comes from the settings."""
        return self.by_id.get(name, self.settings)


def _unprintable(book: Book, sources: _Sources) -> Iterator[Diagnostic]:
    """Say which characters the text face lacks, before Typst fails on them."""
    (rule,) = pdf.RULES
    for one in pdf.uncovered(book):
        yield from sources.of(one.document).diagnose(rule, rule.check(one))
