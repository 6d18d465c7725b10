"""The ordered stages: a transcription through all of them, an edition to its outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline import convert, edition, integrity, publish, tei, verify
from pipeline.diagnostics import Diagnostic, has_errors, in_order
from pipeline.document import Document
from pipeline.edition import Edition
from pipeline.errors import UsageError
from pipeline.report import Summary, to_json, to_text
from pipeline.transcription import Encoded
from pipeline.workers import take_all

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary

    @property
    def exit_code(self) -> int:
        """0 where there is no error, else 1."""
        return int(self.summary.errors > 0)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of the book: how it is made, and how it is read back."""

    suffix: str
    make: Callable[[convert.Book], bytes]
    check: Callable[[Sequence[Document], bytes], Iterable[verify.Discrepancy]]


FORMATS = (
    Format("docx", convert.make_docx, verify.check_docx),
    Format("epub", convert.make_epub, verify.check_epub),
    Format("pdf", convert.make_pdf, verify.check_pdf),
)


def check(input_: Path, progress: Progress, workers: int) -> Outcome:
    """Take transcriptions through all stages up to integrity; nothing is written."""
    diagnostics: list[Diagnostic] = []
    documents = 0
    for loaded, said in _editions(input_):
        encoded, found = _checked(loaded, progress, workers)
        diagnostics += (*said, *found)
        documents += len(encoded)
    return _outcome(documents, diagnostics)


def encode(input_: Path, out: Path, progress: Progress, workers: int) -> Outcome:
    """Write the TEI of every transcription to ``out/<edition>/<id>.xml``."""
    diagnostics: list[Diagnostic] = []
    documents = 0
    for loaded, said in _editions(input_):
        encoded = take_all(loaded, progress, workers)
        diagnostics += said
        files = {}
        for one in encoded:
            documents += 1
            diagnostics += one.diagnostics
            if one.tei is not None:
                files[f"{one.id}.xml"] = one.tei
        publish.publish(out / loaded.folder.resolve().name, files)
    return _outcome(documents, diagnostics)


def build(input_: Path, out: Path, progress: Progress, workers: int) -> Outcome:
    """Take editions through all stages and publish each that has no errors."""
    diagnostics: list[Diagnostic] = []
    outputs: list[str] = []
    documents = 0
    with publish.locked(out):
        for loaded, said in _editions(input_):
            encoded, found = _checked(loaded, progress, workers)
            found = (*said, *found)
            files: dict[str, bytes] = {}
            if not has_errors(found):
                files, discrepancies = _book(loaded, encoded, progress)
                found = (*found, *discrepancies)
            _publish(out / loaded.metadata.id, len(encoded), found, files)
            if not has_errors(found):
                outputs += [str(out / loaded.metadata.id / name) for name in files]
            diagnostics += found
            documents += len(encoded)
    return _outcome(documents, diagnostics, outputs)


def _editions(input_: Path) -> list[tuple[Edition, tuple[Diagnostic, ...]]]:
    if input_.suffix == ".txt" or input_.is_file():
        if not input_.is_file():
            raise UsageError(f"{input_}: there is no such file")
        folder = input_.parent.parent if input_.parent.name == "raw" else input_.parent
        return [edition.load(folder, only=input_)]
    return [edition.load(folder) for folder in edition.find_editions(input_)]


def _outcome(documents: int, diagnostics: list[Diagnostic], outputs: Iterable[str] = ()) -> Outcome:
    ordered = in_order(tuple(diagnostics))
    return Outcome(ordered, Summary.of(documents, ordered, tuple(outputs)))


def _checked(
    loaded: Edition, progress: Progress, workers: int
) -> tuple[tuple[Encoded, ...], tuple[Diagnostic, ...]]:
    """Encode and validate each document, then prove the references of all together."""
    encoded = take_all(loaded, progress, workers)
    found = [diagnostic for one in encoded for diagnostic in one.diagnostics]
    whole = [one for one in encoded if one.document is not None]
    sources = {one.id: one.source for one in whole}
    index = integrity.EditionIndex.of([one.facts for one in whole])
    for document_id, rule, finding in integrity.check(whole, index):
        found += sources[document_id].diagnose(rule, (finding,))
    return encoded, tuple(found)


def _book(
    loaded: Edition, encoded: Sequence[Encoded], progress: Progress
) -> tuple[dict[str, bytes], tuple[Diagnostic, ...]]:
    """Make every format side by side and read each back."""
    name = loaded.metadata.id
    documents = tuple(one.document for one in encoded if one.document is not None)
    provenances = [one.provenance for one in encoded]
    volume = tei.write_volume(documents, loaded.metadata, provenances)
    book = convert.Book(loaded.metadata, documents, volume)
    files = {f"tei/{one.id}.xml": one.tei for one in encoded if one.tei is not None}
    files[f"{name}.xml"] = volume
    sources = {one.id: one.source for one in encoded}
    found: list[Diagnostic] = []
    with ThreadPoolExecutor(len(FORMATS)) as pool:
        made = pool.map(lambda format_: _make(format_, book), FORMATS)
        for done, (format_, (data, discrepancies)) in enumerate(zip(FORMATS, made, strict=True), 1):
            files[f"{name}.{format_.suffix}"] = data
            for d in discrepancies:
                found += sources[d.document_id].diagnose(d.rule, (d.finding,))
            progress(f"{name}: formats", done, len(FORMATS))
    return files, tuple(found)


def _make(format_: Format, book: convert.Book) -> tuple[bytes, tuple[verify.Discrepancy, ...]]:
    data = format_.make(book)
    return data, tuple(format_.check(book.documents, data))


def _publish(
    folder: Path, documents: int, diagnostics: tuple[Diagnostic, ...], files: dict[str, bytes]
) -> None:
    ordered = in_order(diagnostics)
    failed = has_errors(ordered)
    summary = Summary.of(documents, ordered, () if failed else tuple(files))
    report = {
        "report.json": to_json(ordered, summary).encode("ascii"),
        "report.txt": to_text(ordered, summary).encode(),
    }
    if failed:
        publish.mark_stale(folder, report)
    else:
        publish.publish(folder, {**files, **report})
