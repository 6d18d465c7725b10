"""One input of each kind; the session ``nox -s hostile`` has thousands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.folders import KINDS

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the session forks")
def test_nothing_comes_of_them() -> None:
    """The trials are forked, so they are made by a process that has no threads."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", "--count", str(len(KINDS)), "--seed", "3"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"| **all** | {len(KINDS)} | 0 |" in done.stdout
