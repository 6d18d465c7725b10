"""``edition merge`` as a user meets it: the diff, what is left, the files on demand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.merge.edition import built, one_text
from tests.merge.editor import Editor

LETTER = "1. Letter\n\nThe chart1 shows no rock.\n\n  1. Lost.\n"


def merge(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "merge", "book.docx", "--into", folder.name, *arguments],
        check=False, capture_output=True, text=True, encoding="utf-8", cwd=folder.parent,
    )  # fmt: skip


def test_the_diff_comes_first(tmp_path: Path) -> None:
    folder = one_text(tmp_path, LETTER)
    editor = Editor(built(folder))
    editor.replace("no rock", "no reef")
    editor.comment("Lost", "Where?")
    (tmp_path / "book.docx").write_bytes(editor.save())
    shown = merge(folder)
    assert shown.returncode == 1
    assert shown.stdout.splitlines() == [
        "--- words/d1.txt",
        "+++ words/d1.txt",
        "@@ -1,5 +1,5 @@",
        " 1. Letter",
        " ",
        "-The chart1 shows no rock.",
        "+The chart1 shows no reef.",
        " ",
        "   1. Lost.",
        "left to you: a comment by Reader: “Where?” (d1, note 1)",
        "1 change to be written in 1 document",
    ]
    assert (folder / "d1.txt").read_text(encoding="utf-8") == LETTER
    written = merge(folder, "--write")
    assert written.returncode == 1  # the comment is left
    assert written.stdout.splitlines()[-1] == "1 change written in 1 document"
    after = LETTER.replace("no rock", "no reef")
    assert (folder / "d1.txt").read_text(encoding="utf-8") == after


def test_what_is_merged_already_is_not_merged_again(tmp_path: Path) -> None:
    folder = one_text(tmp_path, LETTER)
    editor = Editor(built(folder))
    editor.replace("no rock", "no reef")
    editor.insert("The chart", " of old")
    (tmp_path / "book.docx").write_bytes(editor.save())
    assert merge(folder, "--write").returncode == 0
    after = LETTER.replace("no rock", "no reef").replace("chart1", "chart of old1")
    assert (folder / "d1.txt").read_text(encoding="utf-8") == after
    again = merge(folder, "--write")
    assert (folder / "d1.txt").read_text(encoding="utf-8") == after
    assert (again.returncode, again.stdout) == (0, "0 changes written in 0 documents\n")


def test_words_that_were_put_in_otherwise_by_hand_are_not_put_in_again(tmp_path: Path) -> None:
    folder = one_text(tmp_path, LETTER)
    editor = Editor(built(folder))
    editor.insert("The chart", " of old")
    (tmp_path / "book.docx").write_bytes(editor.save())
    mended = LETTER.replace("chart1", "chart of older days1")
    (folder / "d1.txt").write_text(mended, encoding="utf-8")
    assert merge(folder, "--write").returncode == 1
    assert (folder / "d1.txt").read_text(encoding="utf-8") == mended


def test_half_of_the_changes_were_made_by_hand(tmp_path: Path) -> None:
    folder = one_text(tmp_path, LETTER)
    editor = Editor(built(folder))
    editor.replace("no rock", "no reef")
    editor.insert("The chart", " of old")
    (tmp_path / "book.docx").write_bytes(editor.save())
    mended = LETTER.replace("chart1", "chart of old1")
    (folder / "d1.txt").write_text(mended, encoding="utf-8")
    assert merge(folder, "--write").returncode == 0
    after = mended.replace("no rock", "no reef")
    assert (folder / "d1.txt").read_text(encoding="utf-8") == after
