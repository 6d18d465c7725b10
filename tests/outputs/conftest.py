"""The outputs of the first transcription, built once as a user builds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import edition

ROOT = Path(__file__).resolve().parents[2]
EDITION = "frus1945Berlinv02"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the edition and give the stem of its outputs."""
    out = tmp_path_factory.mktemp("build")
    done = edition("build", f"input/{EDITION}", "--out", out, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return out / EDITION / EDITION
