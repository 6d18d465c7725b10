"""What build servers and pre-commit are given: the files are well-formed, and the hook works."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.triage.editions import CLEAN, DOUBLED, HEADING, commit, git, make, needs_git

ROOT = Path(__file__).resolve().parents[2]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def needs(package: str) -> pytest.MarkDecorator:
    absent = importlib.util.find_spec(package) is None
    return pytest.mark.skipif(absent, reason=f"{package} is not there")


@needs("check_jsonschema")
@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("vendor.github-actions", ROOT / "action.yml"),
        *(("vendor.github-workflows", path) for path in WORKFLOWS),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_files_follow_their_schemas(schema: str, path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, path],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_no_input_of_a_workflow_is_put_into_a_script() -> None:
    """What stands in a script is run; what stands in the environment is only read."""
    for path in (ROOT / "action.yml", *WORKFLOWS):
        scripts = path.read_text(encoding="utf-8").split("run: |")[1:]
        for script in scripts:
            body = script.split("\n    - ")[0].split("\n      - ")[0]
            assert "${{" not in body, path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository whose hook is that of this one, run by the Python of the tests."""
    git("init", "--quiet", "--initial-branch", "main", cwd=tmp_path)
    hook = HOOKS.read_text(encoding="utf-8")
    assert hook.count("entry: edition check --whole\n") == hook.count("language: python\n") == 1
    hook = hook.replace("entry: edition ", f"entry: {sys.executable} -m pipeline ")
    hook = hook.replace("language: python", "language: system")
    config = "repos:\n- repo: local\n  hooks:\n" + textwrap.indent(hook, "  ")
    (tmp_path / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    make(tmp_path / "input" / "letters", d3=CLEAN.format(3), d4=CLEAN.format(4))
    make(tmp_path / "input" / "papers", d3="and so it went on for a while, without a heading.\n")
    commit(tmp_path)
    return tmp_path


def run_hooks(root: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ, "PRE_COMMIT_HOME": str(root / ".git" / "hooks-home"),
        "GIT_CONFIG_GLOBAL": os.devnull, "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@needs_git
@needs("pre_commit")
def test_pre_commit_checks_what_is_staged(root: Path) -> None:
    text = HEADING.format(4) + "It is new.\n\n  1. Not printed.\n"
    (root / "input" / "letters" / "d4.txt").write_text(text, encoding="utf-8")
    git("add", "input/letters/d4.txt", cwd=root)
    (root / "input" / "letters" / "d3.txt").write_text("and so it went on, not staged.\n")
    done = run_hooks(root)
    assert done.returncode == 1
    assert "input/letters/d4.txt:5:" in done.stdout
    assert "error N102" in done.stdout
    assert "d3.txt:" not in done.stdout
    assert "2 documents: 1 error" in done.stdout


@needs_git
@needs("pre_commit")
def test_pre_commit_checks_the_edition_whose_settings_are_staged(root: Path) -> None:
    make(root / "input" / "letters", '\n[severity]\nT131 = "error"\n')
    (root / "input" / "letters" / "d3.txt").write_text(HEADING.format(3) + DOUBLED)
    git("add", "--all", cwd=root)
    done = run_hooks(root)
    assert done.returncode == 1
    assert "2 documents: 1 error" in done.stdout


@needs_git
@needs("pre_commit")
def test_pre_commit_lets_pass_what_has_no_error(root: Path) -> None:
    (root / "input" / "letters" / "d4.txt").write_text(CLEAN.format(4) + "\nIt is new.\n")
    (root / "notes.txt").write_text("no transcription")
    git("add", "--all", cwd=root)
    done = run_hooks(root)
    assert done.returncode == 0, done.stdout
    assert "edition check" in done.stdout
    assert "Passed" in done.stdout
