"""A published volume arrives whole in every format."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CORPUS, ROOT

VOLUME = "frus1917-72PubDip"


@pytest.mark.corpus
def test_nothing_is_lost_in_the_outputs_of_a_volume(tmp_path: Path) -> None:
    shutil.unpack_archive(CORPUS / "dev" / f"{VOLUME}.tar.xz", tmp_path, filter="data")
    out = tmp_path / "build"
    edition = str(tmp_path / VOLUME)
    command = [sys.executable, "-m", "pipeline", "build", edition, "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (out / VOLUME / "report.json").is_file(), done.stdout + done.stderr
    report = json.loads((out / VOLUME / "report.json").read_text(encoding="utf-8"))
    lost = [d["message"] for d in report["diagnostics"] if d["code"].startswith("O")]
    assert lost == []
    assert (out / VOLUME / f"{VOLUME}.pdf").is_file(), report["summary"]
