"""Several inputs are checked as one, each edition once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import edition
from tests.triage.editions import CLEAN, DOUBLED, HEADING, found, make


@pytest.fixture
def root(tmp_path: Path) -> Path:
    texts = {name: HEADING.format(name[1:]) + DOUBLED for name in ("d3", "d4")}
    make(tmp_path / "input" / "letters", d5=CLEAN.format(5), **texts)
    make(tmp_path / "input" / "papers", d3=CLEAN.format(3))
    return tmp_path


@pytest.mark.parametrize(
    ("inputs", "documents", "findings"),
    [
        (["letters/d3.txt", "letters/d5.txt"], 2, ["d3.txt"]),
        (["letters/d3.txt", "letters/d3.txt"], 1, ["d3.txt"]),
        (["letters/d3.txt", "papers"], 2, ["d3.txt"]),
        (["letters/d5.txt", "letters"], 3, ["d3.txt", "d4.txt"]),
        (["letters/edition.toml"], 3, ["d3.txt", "d4.txt"]),
        ([".", "letters/d3.txt"], 4, ["d3.txt", "d4.txt"]),
    ],
)
def test_each_edition_is_checked_once(
    root: Path, inputs: list[str], documents: int, findings: list[str]
) -> None:
    said, summary = found(*inputs, cwd=root / "input")
    assert summary["documents"] == documents
    assert said == [(name, "T131") for name in findings]


def test_a_transcription_may_be_named_like_an_option(root: Path) -> None:
    done = edition("check", "--fail-on", "never", "--", "--baseline.txt", cwd=root)
    assert done.returncode == 2
    assert "there is no such file" in done.stderr


def test_a_file_that_is_in_no_edition(root: Path) -> None:
    (root / "notes.md").write_text("x")
    done = edition("check", "notes.md", cwd=root)
    assert done.returncode == 2
    assert "is no part of an edition" in done.stderr


def test_the_whole_edition_of_a_file(root: Path) -> None:
    said, summary = found("--whole", "letters/d5.txt", "letters/d3.txt", cwd=root / "input")
    assert summary["documents"] == 3
    assert said == [("d3.txt", "T131"), ("d4.txt", "T131")]
