"""Each folder under ``tests/cases/encode`` is a case that needs no Python to read or write.

``raw/d1.txt`` is a raw transcription, ``document.xml`` the ``div`` it must become, and
``diagnostics.txt`` what is said of it, one ``line:column CODE message`` a line; an empty file says
that nothing is. Beside them may lie what else an edition has: ``edition.toml``, ``persons.xml``.
``pytest --accept`` writes what came out; read the diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline import edition, tei
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from pipeline.model.ledger import leaves
from pipeline.tei.names import TEI

CASES = Path(__file__).resolve().parents[1] / "cases" / "encode"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


def division(data: bytes) -> str:
    """Give the document of a TEI file without its header."""
    found = tei.parse(data).find(f"{TEI}text/{TEI}body/{TEI}div")
    assert found is not None
    found.tail = None
    return etree.tostring(found, encoding="unicode") + "\n"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case(folder: Path, request: pytest.FixtureRequest) -> None:
    loaded, said = edition.load(folder)
    (raw,) = loaded.transcriptions
    work = run_stages(TranscriptionFile.read(raw), EditionContext.of(loaded))
    assert work.tei is not None
    expected = {
        "document.xml": division(work.tei),
        "diagnostics.txt": "".join(
            f"{d.location.line}:{d.location.column} {d.code} {d.message}\n"
            for d in (*said, *work.diagnostics)
        ),
    }
    for name, text in expected.items():
        if request.config.getoption("--accept"):
            (folder / name).write_text(text, encoding="utf-8")
        assert (folder / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_reads_back_as_it_was_written(folder: Path) -> None:
    loaded, _ = edition.load(folder)
    work = run_stages(TranscriptionFile.read(loaded.transcriptions[0]), EditionContext.of(loaded))
    assert work.document is not None
    assert work.tei is not None
    assert work.ledger is not None
    assert tei.read(work.tei) == work.document
    assert tuple(leaf.span for leaf in leaves(work.document)) == work.ledger.spans


def test_there_are_cases() -> None:
    assert len(FOLDERS) >= 10
