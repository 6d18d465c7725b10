"""A published volume arrives whole in every format."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command import edition
from tests.conftest import CORPUS

VOLUME = "frus1917-72PubDip"


@pytest.mark.corpus
def test_nothing_is_lost_in_the_outputs_of_a_volume(tmp_path: Path) -> None:
    shutil.unpack_archive(CORPUS / "dev" / f"{VOLUME}.tar.xz", tmp_path, filter="data")
    out = tmp_path / "build"
    done = edition("build", tmp_path / VOLUME, "--out", out, cwd=tmp_path)
    assert (out / VOLUME / "report.json").is_file(), done.stdout + done.stderr
    report = json.loads((out / VOLUME / "report.json").read_text(encoding="utf-8"))
    lost = [d["message"] for d in report["diagnostics"] if d["code"].startswith("O")]
    assert lost == []
    assert (out / VOLUME / f"{VOLUME}.pdf").is_file(), report["summary"]
