"""A small edition to check and build with what was kept and without."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.engine import commands
from pipeline.engine.cache.store import Cache
from pipeline.engine.processes import ProcessPool
from pipeline.report import to_json

TEXTS = {
    "d1": "1. The First\n\nSee document 2 and page 4.1 Coal.\n\n[Page 3]\n\n  1. See d9.\n",
    "d2": "2. The Second\n\nBerlin, July 17, 1945.\n\nThere is is iron.\n",
    "d3": "3. The Third\n\nAs in document 7, note 3.1\n\n  1. Nothing.\n  2. No marker.\n",
}
SETTINGS = (
    '[edition]\ntitle = "Letters"\n\n'
    '[outputs]\nformats = ["docx", "epub", "html"]\nper_document = true\n'
)


def make(folder: Path, **texts: str) -> Path:
    """Write an edition, and give its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "edition.toml").write_text(SETTINGS, encoding="utf-8")
    for name, text in (TEXTS | texts).items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def check(folder: Path, store: Cache | None = None, workers: int = 1) -> str:
    """Check an edition and give the report, without the time it took."""
    return to_json(commands.check([folder], lambda *_: None, ProcessPool(workers), None, store))


def build(
    folder: Path, out: Path, store: Cache | None = None, workers: int = 1, only: Sequence[str] = ()
) -> dict[str, bytes]:
    """Build an edition and give all files that are there afterwards."""
    commands.build(folder, out, lambda *_: None, ProcessPool(workers), store, only)
    files = sorted(path for path in out.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(out)): path.read_bytes() for path in files}
