"""An edition in the current folder is read, and nothing in it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """[edition]
title = "Letters"
language = "en"

[outputs]
formats = ["pdf", "html"]

[pdf]
template = "house.typ"
"""
# As the script that pip makes; its folder, not the current one, is where Python looks first.
COMMAND = """import multiprocessing, sys
from pipeline.cli import main
if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv.pop(1))
    main()
"""
MODULES = ("json", "multiprocessing", "pickle", "typst", "pipeline", "sitecustomize")


def build(folder: Path, template: str, how: str) -> subprocess.CompletedProcess[str]:
    """Build an edition from inside its folder, with processes that are started like ``how``."""
    edition = folder / "letters"
    edition.mkdir()
    for name in MODULES:
        (edition / f"{name}.py").write_text(f"open({str(folder / 'ran')!r}, 'w').close()\n")
    (edition / "edition.toml").write_text(SETTINGS)
    (edition / "house.typ").write_text(template)
    (edition / "d1.txt").write_text("1. The First\n\nThe war is on.\n")
    command = folder / "edition.py"
    command.write_text(COMMAND)
    return subprocess.run(
        [
            sys.executable, str(command), how, "build", ".", "--out", str(folder / "out"),
            "--no-cache", "--workers", "2",
        ],
        cwd=edition, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_no_module_beside_a_transcription_is_imported(tmp_path: Path, how: str) -> None:
    done = build(tmp_path, "// nothing\n", how)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not (tmp_path / "ran").exists()
    assert (tmp_path / "out" / "letters" / "letters.pdf").exists()


def test_a_template_that_cannot_be_used_is_said_by_its_line(tmp_path: Path) -> None:
    done = build(tmp_path, "#let a = 1\n#let b = (\n", "fork")
    assert done.returncode == 1
    assert "house.typ:2:1: error M016" in done.stdout
    assert "no PDF can be made with this template: unclosed delimiter" in done.stdout
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out" / "letters" / "letters.pdf").exists()
