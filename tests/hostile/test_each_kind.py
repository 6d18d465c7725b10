"""One input of each kind; the session ``nox -s hostile`` has thousands."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the session forks")


def trials(*arguments: str) -> str:
    """Run the session; the trials are forked by a process that has no threads."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_nothing_comes_of_them() -> None:
    said = trials("--count", str(len(KINDS)), "--seed", "3")
    assert f"| **all** | {len(KINDS)} | 0 |" in said


def test_nothing_comes_of_one_that_once_went_wrong() -> None:
    """In a file without LF a CR ends a line, for the fixes as for the findings."""
    assert "| bytes | 11 | 0 |" in trials("--only", "bytes", "--count", "11", "--seed", "7")
