"""The formats of an edition: each made, read back, and held against the text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from pipeline import tei, validate
from pipeline.book import Book
from pipeline.convert import docx, epub, pdf
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.document import Document
from pipeline.edition import Edition
from pipeline.source import Source
from pipeline.transcription import Encoded
from pipeline.verify import docx as verify_docx
from pipeline.verify import epub as verify_epub
from pipeline.verify import pdf as verify_pdf
from pipeline.verify.rules import Discrepancy
from pipeline.workers import Progress


@dataclass(frozen=True, slots=True)
class Format:
    """A format of the book: how it is made, and how it is read back."""

    suffix: str
    make: Callable[[Book], bytes]
    check: Callable[[Sequence[Document], bytes], Iterable[Discrepancy]]


FORMATS = (
    Format("docx", docx.make, verify_docx.check),
    Format("epub", epub.make, verify_epub.check),
    Format("pdf", pdf.make, verify_pdf.check),
)


def make_book(
    loaded: Edition, encoded: Sequence[Encoded], progress: Progress
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Make the files of an edition by name; every format side by side, and each read back."""
    name = loaded.name
    documents = tuple(one.document for one in encoded if one.document is not None)
    provenances = [one.provenance for one in encoded]
    volume = tei.write_volume(documents, loaded.metadata, provenances)
    book = Book.of(loaded.metadata, documents, volume)
    files = {f"tei/{one.id}.xml": one.tei for one in encoded if one.tei is not None}
    files[f"{name}.xml"] = volume
    sources = {one.id: one.source for one in encoded}
    found = [d for file, data in files.items() for d in validate.check_artefact(data, file)]
    found += _unprintable(book, sources)
    if has_errors(tuple(found)):
        return files, tuple(found)
    with ThreadPoolExecutor(len(FORMATS)) as pool:
        made = pool.map(lambda format_: _make(format_, book), FORMATS)
        for done, (format_, (data, discrepancies)) in enumerate(zip(FORMATS, made, strict=True), 1):
            files[f"{name}.{format_.suffix}"] = data
            for d in discrepancies:
                found += sources[d.document_id].diagnose(d.rule, (d.finding,))
            progress(f"{name}: formats", done, len(FORMATS))
    return files, tuple(found)


def _unprintable(book: Book, sources: dict[str, Source]) -> Iterator[Diagnostic]:
    """Say which characters the text face lacks, before Typst fails on them."""
    (rule,) = pdf.RULES
    for one in pdf.uncovered(book):
        source = sources.get(one.document, Source("edition.toml", ""))
        yield from source.diagnose(rule, rule.check(one))


def _make(format_: Format, book: Book) -> tuple[bytes, tuple[Discrepancy, ...]]:
    data = format_.make(book)
    return data, tuple(format_.check(book.texts, data))
