"""A case of integrity: an edition in a folder, taken through the real stages before it.

``*.txt`` are raw transcriptions. ``*.xml`` are divisions in TEI, for faults that no transcription
can have; they have no raw place. ``edition`` is the id of the edition in every case.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import encode, integrity, tei, validate
from pipeline.authority import Authorities
from pipeline.diagnostics import Diagnostic
from pipeline.document import Document
from pipeline.metadata import Metadata, Provenance
from pipeline.normalize import normalize
from pipeline.source import Source
from tests.validate.cases import complete

EDITION = Metadata("edition", "An Edition")
CLEAN = "no diagnostics"


@dataclass(frozen=True, slots=True)
class Read:
    """A document as integrity gets it."""

    document: Document
    source: Source | None


def read_edition(folder: Path) -> list[Read]:
    """Read the documents of a case in the order of their names."""
    names = sorted(folder.glob("d*.txt")) + sorted(folder.glob("d*.xml"))
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in names]
    setting = encode.Setting.of(EDITION.id, texts, "frus", Authorities((), ()))
    return [_raw(path, setting) if path.suffix == ".txt" else _division(path) for path in names]


def _raw(path: Path, setting: encode.Setting) -> Read:
    source, found = normalize(path.read_bytes(), path.name)
    assert not found, found
    document, ledger, _ = encode.encode(source, path.stem, setting)
    written = tei.write(document, EDITION, Provenance(path.name, source.sha256))
    assert not validate.check(written, source, ledger)
    return Read(tei.read(written, ledger), source)


def _division(path: Path) -> Read:
    written = complete(path.read_text(encoding="utf-8"))
    assert not validate.check_artefact(written, path.name)
    return Read(tei.read(written), None)


def diagnose(reads: list[Read]) -> list[str]:
    """Give what integrity says, a line a diagnostic, as the expected files have it."""
    index = integrity.EditionIndex.of([integrity.facts(r.document) for r in reads], EDITION.id)
    lines = []
    for read in reads:
        for rule, finding in integrity.check_document(read.document, index):
            if read.source is None:
                lines.append(f"{read.document.id}.xml {rule.code} {finding.message}")
            else:
                lines += map(_line, read.source.diagnose(rule, (finding,)))
    return sorted(lines) or [CLEAN]


def _line(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    where = f"{place.file}:{place.line}:{place.column}"
    return f"{where} {diagnostic.code} {diagnostic.message}"
