"""An edition of texts with bracketed notes comes whole through all stages into every format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.command import edition
from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases" / "encode"
NAMES = (
    "brackets-that-are-no-notes", "note-of-several-paragraphs", "notes-after-paragraphs",
    "notes-at-the-end", "numbering-begins-anew", "one-note-two-markers", "page-marks",
    "verse-lists-and-tables",
)  # fmt: skip


def test_texts_with_bracketed_notes_become_outputs(tmp_path: Path) -> None:
    brook = tmp_path / "brook"
    (brook / "raw").mkdir(parents=True)
    (brook / "edition.toml").write_text(
        '[edition]\ntitle = "Papers of the Brook"\nprofile = "gutenberg"\n', encoding="utf-8"
    )
    for number, name in enumerate(NAMES, 1):
        raw = CASES / f"gutenberg-{name}" / "raw" / "d1.txt"
        shutil.copy(raw, brook / "raw" / f"d{number}.txt")
    out = tmp_path / "build"
    done = edition("build", brook, "--out", out, cwd=tmp_path)
    report = json.loads((out / "brook" / "report.json").read_text(encoding="utf-8"))
    errors = [d for d in report["diagnostics"] if d["severity"] == "error"]
    assert errors == [], done.stdout
    assert done.returncode == 0
    for suffix in ("docx", "epub", "pdf", "xml"):
        assert (out / "brook" / f"brook.{suffix}").stat().st_size > 0
