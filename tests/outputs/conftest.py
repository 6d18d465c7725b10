"""The outputs of the first transcription, built once as a user builds them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EDITION = "frus1945Berlinv02"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the edition and give the stem of its outputs."""
    out = tmp_path_factory.mktemp("build")
    command = [sys.executable, "-m", "pipeline", "build", f"input/{EDITION}", "--out", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / EDITION / EDITION
