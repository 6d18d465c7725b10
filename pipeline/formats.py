"""The formats of an edition: each made, read back, and held against the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeAlias

from pipeline import tei, validate
from pipeline.book import Book
from pipeline.book.compose import Texts, alone, compose
from pipeline.cache import Store, keys
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
_Kept = tuple[tuple[str, bytes], ...]  # a report lists files in the order they were made in
Made: TypeAlias = tuple[Files, tuple[Discrepancy, ...]]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format in which the book is one file: how it is made, and how it is read back."""

    name: str
    make: Callable[[Book], bytes]
    check: Callable[[Book, bytes], Iterable[Discrepancy]]

    def produce(self, book: Book, stem: str) -> Made:
        """Make the file of ``book`` and read it back."""
        data = self.make(book)
        return {f"{stem}.{self.name}": data}, tuple(self.check(book, data))


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format in which the book is a folder of files, named after the format.

    It has a page for each document as it is, so nothing is made for single documents.
    """

    name: str
    make: Callable[[Book], Files]
    check: Callable[[Book, Files], Iterable[Discrepancy]]

    def produce(self, book: Book, _: str) -> Made:
        """Make the files of ``book`` and read them back."""
        files = self.make(book)
        found = tuple(self.check(book, files))
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

    def key(self) -> bytes:
        return keys.outputs(self.format.name, self.stem, self.book)


def make_book(
    loaded: Edition, encoded: Sequence[Encoded], progress: Progress, store: Store
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Make the files of an edition by name; every format side by side, and each read back.

    What was made of the same before, and proved, is taken from ``store``.
    """
    matter = take_matter(loaded)
    everything = (*matter.front, *encoded, *matter.back)
    book = _book(loaded, encoded, matter)
    files = {f"tei/{one.id}.xml": one.tei for one in everything if one.tei is not None}
    files[f"{loaded.name}.xml"] = book.tei
    sources = _Sources(loaded, everything)
    found = [d for file, data in files.items() for d in _check_artefact(file, data, store)]
    found += _unprintable(book, sources)
    if has_errors(tuple(found)):
        return files, tuple(found)
    jobs = tuple(_jobs(loaded, book, encoded))
    for done, (made, discrepancies) in enumerate(_done(jobs, store), 1):
        files.update(made)
        for d in discrepancies:
            found += sources.of(d.document_id).diagnose(d.rule, (d.finding,))
        progress(f"{loaded.name}: formats", done, len(jobs))
    return files, tuple(found)


def _done(jobs: Sequence[_Job], store: Store) -> Iterator[Made]:
    """Give what comes of each job in their order; what is not proved is not kept."""
    names = [job.key() if store.keeps else b"" for job in jobs]
    known = [store.get(name, _Kept) for name in names]
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        new = pool.map(
            _Job.done, [job for job, files in zip(jobs, known, strict=True) if files is None]
        )
        for name, files in zip(names, known, strict=True):
            if files is not None:
                yield dict(files), ()
                continue
            made, discrepancies = next(new)
            if not discrepancies:
                store.put(name, tuple(made.items()))
            yield made, discrepancies


def _check_artefact(name: str, data: bytes, store: Store) -> tuple[Diagnostic, ...]:
    key = keys.artefact(name, data) if store.keeps else b""
    known = store.get(key, tuple[Diagnostic, ...])
    if known is None:
        known = validate.check_artefact(data, name)
        store.put(key, known)
    return known


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
