"""The ordered stages: a transcription through all of them, an edition to its outputs."""

from __future__ import annotations

from pathlib import Path

from pipeline import edition, integrity, matter, publish
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.edition import Edition
from pipeline.errors import UsageError
from pipeline.report import Report, to_json, to_text
from pipeline.transcription import Encoded
from pipeline.workers import Progress, take_all


def check(input_: Path, progress: Progress, workers: int) -> Report:
    """Take transcriptions through all stages up to integrity; nothing is written."""
    diagnostics: list[Diagnostic] = []
    files: list[str] = []
    for loaded, said in _editions(input_):
        encoded, found = _checked(loaded, progress, workers)
        diagnostics += (*said, *found)
        files += _files(encoded)
    return Report.of(files, diagnostics)


def encode(input_: Path, out: Path, progress: Progress, workers: int) -> Report:
    """Write the TEI of every transcription without errors to ``out/<edition>/<id>.xml``."""
    diagnostics: list[Diagnostic] = []
    files: list[str] = []
    with publish.locked(out):
        for loaded, said in _editions(input_):
            encoded = take_all(loaded, progress, workers)
            files += _files(encoded)
            diagnostics += (*said, *(d for one in encoded for d in one.diagnostics))
            written = {
                f"{one.id}.xml": one.tei
                for one in encoded
                if one.tei is not None and not has_errors(one.diagnostics)
            }
            publish.publish(out / loaded.folder.resolve().name, written)
    return Report.of(files, diagnostics)


def build(input_: Path, out: Path, progress: Progress, workers: int) -> Report:
    """Take editions through all stages and publish each that has no errors."""
    diagnostics: list[Diagnostic] = []
    outputs: list[str] = []
    files: list[str] = []
    from pipeline.formats import make_book  # noqa: PLC0415 - checking does without the formats

    with publish.locked(out):
        for loaded, said in _editions(input_):
            encoded, found = _checked(loaded, progress, workers)
            found = (*said, *found)
            made: dict[str, bytes] = {}
            if not has_errors(found):
                made, discrepancies = make_book(loaded, encoded, progress)
                found = (*found, *discrepancies)
            folder = _folder(out, loaded)
            _publish(folder, _files(encoded), found, made)
            if not has_errors(found):
                outputs += [str(folder / name) for name in made]
            diagnostics += found
            files += _files(encoded)
    return Report.of(files, diagnostics, outputs)


def _files(encoded: tuple[Encoded, ...]) -> list[str]:
    return [one.source.file for one in encoded]


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


def _checked(
    loaded: Edition, progress: Progress, workers: int
) -> tuple[tuple[Encoded, ...], tuple[Diagnostic, ...]]:
    """Encode and validate each document, then prove the references of all together."""
    encoded = take_all(loaded, progress, workers)
    found = [diagnostic for one in encoded for diagnostic in one.diagnostics]
    found += loaded.review(_used(loaded, encoded))
    found += matter.check(loaded, encoded)
    whole = [one for one in encoded if one.facts is not None]
    documents = [one.document for one in whole if one.document is not None]
    sources = {one.id: one.source for one in encoded}
    index = integrity.EditionIndex.of(
        (one.facts for one in whole if one.facts is not None),
        loaded.metadata.id,
        (path.stem for path in loaded.order),
        loaded.authorities(),
    )
    for document_id, rule, finding in integrity.check(documents, index):
        found += sources[document_id].diagnose(rule, (finding,))
    return encoded, tuple(found)


def _used(loaded: Edition, encoded: tuple[Encoded, ...]) -> frozenset[str] | None:
    """Give the keys of the authority files that texts lead to, where all texts were read."""
    facts = [one.facts for one in encoded if one.facts is not None]
    if len(facts) < len(loaded.order):
        return None
    return frozenset(key for one in facts for key in one.keys)


def _publish(
    folder: Path, files: list[str], diagnostics: tuple[Diagnostic, ...], made: dict[str, bytes]
) -> None:
    failed = has_errors(diagnostics)
    report = Report.of(files, diagnostics, () if failed else made)
    written = {
        "report.json": to_json(report).encode("ascii"),
        "report.txt": to_text(report).encode(),
    }
    if failed:
        publish.mark_stale(folder, written)
    else:
        publish.publish(folder, {**made, **written})
