"""Small editions to check, and what is said of them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command import edition

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not there")

HEADING = "{}. Letter From the Minister to the President\n\n"
CLEAN = HEADING + "The reply will follow in a week.\n"
SETTINGS = (
    '[edition]\ntitle = "Letters"\npublisher = "The Press"\ndate = "1960"\n'
    'language = "en"\nrights = "Public domain"\n'
)
DOUBLED = "The reply will follow the the letter.\n"
NO_HEADING = "and so it went on for a while, without any heading.\n"


def make(folder: Path, settings: str = "", **texts: str) -> Path:
    """Make an edition with the transcriptions ``texts``; gives its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "edition.toml").write_text(SETTINGS + settings, encoding="utf-8")
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def found(*arguments: str | Path, cwd: Path) -> tuple[list[tuple[str, str]], dict[str, Any]]:
    """Check and give file and code of each finding, and the summary."""
    done = edition("check", *arguments, "--format", "json", cwd=cwd)
    assert done.returncode in {0, 1}, done.stderr
    report = json.loads(done.stdout)
    findings = [(Path(d["file"]).name, d["code"]) for d in report["diagnostics"]]
    return findings, report["summary"]


def git(*arguments: str, cwd: Path) -> str:
    """Run git with nothing of the settings of whoever runs the tests."""
    assert GIT is not None
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    return subprocess.run(
        [GIT, *identity, *arguments], cwd=cwd, check=True, capture_output=True, text=True,
        env={"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(cwd)},
    ).stdout.strip("\n")  # fmt: skip


def commit(root: Path, message: str = "change") -> str:
    """Commit everything below ``root``; gives the commit."""
    git("add", "--all", cwd=root)
    git("commit", "--quiet", "--allow-empty", "-m", message, cwd=root)
    return git("rev-parse", "HEAD", cwd=root)
