"""The editions that a build server looks at after a change."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.triage.editions import commit, git, needs_git

pytestmark = needs_git
SCRIPT = Path(__file__).resolve().parents[2] / ".github" / "changed_editions.py"
ALL = ["input/a", "input/b"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git("init", "--quiet", "--initial-branch", "main", cwd=tmp_path)
    for name in ("a/d1", "a/d2", "b/d9"):
        path = tmp_path / "input" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"No. 1\n\nText of the letter {name}.\n")
    commit(tmp_path)
    return tmp_path


def named(root: Path, base: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), base], cwd=root, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_one_edition(root: Path) -> None:
    (root / "input" / "b" / "d9.txt").write_text("No. 9\n\nOther.\n")
    commit(root)
    assert named(root, git("rev-parse", "HEAD~1", cwd=root)) == ["input/b"]


def test_an_edition_that_lost_a_document_to_another(root: Path) -> None:
    git("mv", "input/a/d2.txt", "input/b/d2.txt", cwd=root)
    commit(root)
    assert named(root, git("rev-parse", "HEAD~1", cwd=root)) == ALL


@pytest.mark.parametrize("base", ["", "0" * 40, "1234567890" * 4, "--output=x", "main..", "a\nb"])
def test_a_revision_that_cannot_be_used(root: Path, base: str) -> None:
    assert named(root, base) == ALL
    assert not (root / "x").exists()


def test_what_is_no_edition_concerns_all(root: Path) -> None:
    (root / "pyproject.toml").write_text("x")
    commit(root)
    assert named(root, git("rev-parse", "HEAD~1", cwd=root)) == ALL


def test_links_and_names_of_two_lines_are_none(root: Path) -> None:
    (root / "input" / "c").symlink_to("/etc")
    (root / "input" / "d\n--out=x").mkdir()
    (root / "input" / "d\n--out=x" / "d1.txt").write_text("x")
    commit(root)
    assert named(root, "") == ALL
