"""The ordered stages: a transcription through all of them, an edition to its outputs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline import edition, integrity, publish
from pipeline.diagnostics import Diagnostic, has_errors, in_order
from pipeline.edition import Edition
from pipeline.errors import UsageError
from pipeline.report import Summary, to_json, to_text
from pipeline.transcription import Encoded
from pipeline.workers import Progress, take_all


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to."""

    diagnostics: tuple[Diagnostic, ...]
    summary: Summary

    @property
    def exit_code(self) -> int:
        """0 where there is no error, else 1."""
        return int(self.summary.errors > 0)


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
    from pipeline.formats import make_book  # noqa: PLC0415 - checking does without the formats

    with publish.locked(out):
        for loaded, said in _editions(input_):
            encoded, found = _checked(loaded, progress, workers)
            found = (*said, *found)
            files: dict[str, bytes] = {}
            if not has_errors(found):
                files, discrepancies = make_book(loaded, encoded, progress)
                found = (*found, *discrepancies)
            folder = _folder(out, loaded)
            _publish(folder, len(encoded), found, files)
            if not has_errors(found):
                outputs += [str(folder / name) for name in files]
            diagnostics += found
            documents += len(encoded)
    return _outcome(documents, diagnostics, outputs)


def _folder(out: Path, loaded: Edition) -> Path:
    """A single transcription has a folder of its own inside that of its edition."""
    whole = out / loaded.metadata.id
    return whole if loaded.name == loaded.metadata.id else whole / loaded.name


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
    documents = [one.document for one in encoded if one.document is not None]
    sources = {one.id: one.source for one in encoded}
    index = integrity.EditionIndex.of(
        (one.facts for one in encoded if one.facts is not None),
        loaded.metadata.id,
        (path.stem for path in loaded.order),
    )
    for document_id, rule, finding in integrity.check(documents, index):
        found += sources[document_id].diagnose(rule, (finding,))
    return encoded, tuple(found)


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
