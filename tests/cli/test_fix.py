"""``edition fix`` as a user meets it: the diff, the exit code, and what is said of the rest."""

from __future__ import annotations

import os
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.command import edition

FAULTY = "1. Letter\n\nParis, May 2, 1945.\n\nThe  note was sent in in haste.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "d1.txt").write_text(FAULTY, encoding="utf-8")
    return folder


def fix(folder: Path, *arguments: str, **environment: str) -> CompletedProcess[str]:
    return edition(
        "fix", folder.name, *arguments, cwd=folder.parent, environment={**os.environ, **environment}
    )


def test_the_diff_comes_first_and_nothing_is_changed(folder: Path) -> None:
    (folder / "d1.txt").write_text(FAULTY.replace("in in", "of of"), encoding="utf-8")
    before = (folder / "d1.txt").read_bytes()
    shown = fix(folder)
    assert shown.stdout.splitlines() == [
        "--- letters/d1.txt",
        "+++ letters/d1.txt",
        "@@ -2,4 +2,4 @@",
        " ",
        " Paris, May 2, 1945.",
        " ",
        "-The  note was sent of of haste.",
        "+The note was sent of of haste.",
        "1 finding to be mended in 1 document (T136 1)",
        "1 more can be mended with --unsafe, which changes words",
    ]
    assert shown.returncode == 1
    assert (folder / "d1.txt").read_bytes() == before


def test_written_files_are_clean(folder: Path) -> None:
    written = fix(folder, "--write")
    assert written.returncode == 0
    assert "1 finding mended in 1 document" in written.stdout
    again = fix(folder)
    assert again.stdout.splitlines() == ["0 findings to be mended in 0 documents"]
    assert again.returncode == 0


def test_copies_or_the_files_themselves_but_not_both(folder: Path) -> None:
    refused = fix(folder, "--write", "--out", "mended")
    assert refused.returncode == 2
    assert "give one of the two" in refused.stderr
    assert not (folder.parent / "mended").exists()
    assert fix(folder, "--out", "mended").returncode == 0
    assert (folder.parent / "mended" / "d1.txt").read_text("utf-8") == FAULTY.replace("  ", " ")


def test_a_code_that_is_none_is_refused(folder: Path) -> None:
    refused = fix(folder, "--select", "T9999")
    assert refused.returncode == 2
    assert "there is no code 'T9999'" in refused.stderr


def test_nothing_of_a_transcription_acts_on_a_terminal(folder: Path) -> None:
    (folder / "d1.txt").write_text(
        FAULTY + "\n::error::x\u200b\n\nThe \u202egnirts  was ##[x]\u200b.\n", encoding="utf-8"
    )
    shown = fix(folder).stdout
    assert "\\u{202e}" in shown
    assert not [part for part in ("\u202e", "\u200b", "##") if part in shown]
    assert not [line for line in shown.split("\n") if line.startswith("::")]


def test_colours_only_where_they_are_wanted(folder: Path) -> None:
    assert "\x1b[" not in fix(folder).stdout
    coloured = fix(folder, FORCE_COLOR="1").stdout
    assert "\x1b[31m-The  note" in coloured
    assert "\x1b[32m+The note" in coloured
