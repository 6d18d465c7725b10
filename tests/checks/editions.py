"""A case: an edition in a folder, taken through the real stages before the checks.

``d*.txt`` are raw transcriptions. ``d*.xml`` are divisions in TEI, for faults that no transcription
can have; they have no raw place. ``edition`` is the id of the edition in every case;
``persons.xml`` is its list of persons, where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import encode, tei, validate
from pipeline.checks import EditionIndex, View, check_in_edition
from pipeline.model.authority import Authorities
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.source import Source
from pipeline.normalize import normalize
from pipeline.tei.authority import read_persons
from tests.validate.cases import complete

EDITION = Metadata("edition", "An Edition")
CLEAN = "no diagnostics"


@dataclass(frozen=True, slots=True)
class Read:
    """A document with the file it was read from."""

    document: Document
    source: Source

    @property
    def view(self) -> View:
        """What the rules look at."""
        return View.of(self.source, self.document)


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
    return Read(tei.read(written), Source(path.name, ""))


def diagnose(folder: Path) -> list[str]:
    """Give what the rules say, a line a diagnostic, as the expected files have it."""
    reads = read_edition(folder)
    assert reads, "a case holds at least one document"
    views = [read.view for read in reads]
    facts = [view.facts for view in views]
    index = EditionIndex.of(facts, EDITION.id, (), authorities(folder))
    found = (one for view in views for one in check_in_edition(view, index))
    return sorted(map(_line, found)) or [CLEAN]


def _line(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    # A division in TEI has no raw text that a place could be in.
    in_raw = "" if place.file.endswith(".xml") else f":{place.line}:{place.column}"
    return f"{place.file}{in_raw} {diagnostic.code} {diagnostic.message}"
