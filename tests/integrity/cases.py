"""A case of integrity: an edition in a folder, taken through the real stages before it.

``d*.txt`` are raw transcriptions. ``d*.xml`` are divisions in TEI, for faults that no transcription
can have; they have no raw place. ``edition`` is the id of the edition in every case;
``persons.xml`` is its list of persons, where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import encode, integrity, tei, validate
from pipeline.authority import Authorities, read_persons
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
    names = sorted(folder.glob("d*.txt"), key=_number) + sorted(folder.glob("d*.xml"), key=_number)
    texts = [(path.stem, path.read_text(encoding="utf-8")) for path in names]
    setting = encode.Setting.of(EDITION.id, texts, "frus", authorities(folder))
    return [_raw(path, setting) if path.suffix == ".txt" else _division(path) for path in names]


def _number(path: Path) -> tuple[int, str]:
    return len(path.stem), path.stem


def authorities(folder: Path) -> Authorities:
    """Read the list of persons of a case, where it has one."""
    path = folder / "persons.xml"
    return Authorities(read_persons(path.read_bytes())[0] if path.is_file() else ())


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


def diagnose(folder: Path) -> list[str]:
    """Give what integrity says, a line a diagnostic, as the expected files have it."""
    reads = read_edition(folder)
    assert reads, "a case holds at least one document"
    facts = [integrity.facts(read.document) for read in reads]
    index = integrity.EditionIndex.of(facts, EDITION.id, (), authorities(folder))
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
