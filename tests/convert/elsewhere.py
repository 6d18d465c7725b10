"""A book made by another process, which sees another world around it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = """import os, sys
os.umask(0o077)
from pipeline.convert import {0}
from tests.convert.samples import BOOK
sys.stdout.buffer.write({0}.make(BOOK))
"""
_CHANGED = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}


def made_elsewhere(format_: str, folder: Path, **environment: str) -> bytes:
    """Make BOOK in ``folder`` under another clock zone, locale, umask and hash seed."""
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(format_)], cwd=folder, check=True,
        capture_output=True,
        env={**os.environ, **_CHANGED, **environment, "PYTHONPATH": str(ROOT)},
    ).stdout  # fmt: skip
