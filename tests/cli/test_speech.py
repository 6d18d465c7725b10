"""How much a command says, and what a shell is told of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import edition

TEXT = "1. A Letter\n\nParis, May 3, 1921.\n\nWe met the the count,  and left.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "d1.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("place", [0, 1, 2])
def test_quiet_leaves_out_remarks_and_what_went_well(root: Path, place: int) -> None:
    arguments = ["check", "letters"]
    arguments.insert(place, "--quiet")
    said = edition(*arguments, cwd=root)
    assert "T131" in said.stdout
    assert "info" not in said.stdout
    assert "remarks" in said.stdout.splitlines()[-2]  # they are counted
    made = edition("build", "letters", "-q", "--only", "html", cwd=root)
    assert (made.returncode, made.stderr) == (0, "")


def test_verbose_says_each_step_and_explains(root: Path) -> None:
    said = edition("check", "-v", "letters", "--no-cache", cwd=root)
    assert "T131 word-doubled (warning)" in said.stdout
    assert "letters: references" in said.stderr


def test_both_at_once_make_no_sense(root: Path) -> None:
    said = edition("check", "-q", "-v", "letters", cwd=root)
    assert (said.returncode, said.stdout) == (2, "")


def test_a_program_reads_the_same(root: Path) -> None:
    usual, quiet = (
        edition("check", "letters", "--format", "json", *more, cwd=root).stdout
        for more in ((), ("--quiet",))
    )
    assert usual == quiet


def test_encoding_says_what_it_wrote(root: Path) -> None:
    said = edition("encode", "letters", "--out", "encoded", cwd=root)
    assert said.stderr == "edition: encoded: 1 of 1 documents written as TEI\n"


def test_bash_completes_commands_and_options(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not there")
    script = edition("completion", "bash", cwd=tmp_path).stdout
    ask = "COMP_WORDS=(edition {}); COMP_CWORD={}; _edition; echo ${{COMPREPLY[@]}}\n"
    asked = script + ask.format("des", 1) + ask.format("check --fail", 2)
    said = subprocess.run([bash], input=asked, capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == ["desk", "--fail-on"]
