"""``[form]`` in ``edition.toml`` settles a doubt in both directions."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.engine.commands import examine

LETTER = (
    "7. Letter\n\nParis, May 2, 1945.\n\nThe note1 was sent,2 as you know.3\n\n"
    "See the note of May 1.\nIt is lost.\nYou were there.\n"
)


def codes(folder: Path, settings: str) -> dict[str, str]:
    (folder / "d7.txt").write_text(LETTER, encoding="utf-8")
    (folder / "edition.toml").write_text(settings, encoding="utf-8")
    _, found = examine(folder / "d7.txt")
    return {
        one.code: one.hint or ""
        for one in found
        if one.code[0] == "F" or one.code in {"M002", "M003"}
    }


def test_the_hint_names_both_lines(tmp_path: Path) -> None:
    hint = codes(tmp_path, "")["F002"]
    assert re.findall(r"\w+ = \[.*?\]", hint) == ['read = ["d7"]', 'usual = ["d7"]']


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('read = ["d7"]', "F001"), ('read = ["*"]', "F001"),
        ('usual = ["d7"]', ""), ('usual = ["*"]', ""), ('usual = ["d8"]', "F002"),
    ],
)  # fmt: skip
def test_a_line_settles_it(line: str, said: str, tmp_path: Path) -> None:
    found = codes(tmp_path, f"[form]\n{line}\n")
    assert set(found) - {"F003"} == ({said} if said else set())


@pytest.mark.parametrize("above", ["________", "* * *", "Anmerkungen", "Notes"])
def test_a_list_without_any_marker_is_said(above: str, tmp_path: Path) -> None:
    listed = f"\n\n{above}\n\n1. See ante.\n2. Lost.\n3. Of May 1.\n"
    path = tmp_path / "d7.txt"
    path.write_text("7. Letter\n\nParis, May 2, 1945.\n\nThe note was sent." + listed, "utf-8")
    _, found = examine(path)
    assert "F003" in {one.code for one in found}


def test_form_feeds_are_taken_out_of_the_usual_form_too(tmp_path: Path) -> None:
    (tmp_path / "d7.txt").write_text("7. Letter\n\nThe note was\fsent.\n\n\f\nIt came.\n", "utf-8")
    (tmp_path / "edition.toml").write_text('[form]\nusual = ["d7"]\n', "utf-8")
    document, found = examine(tmp_path / "d7.txt")
    assert document.source.text == "7. Letter\n\nThe note was\nsent.\n\n\nIt came.\n"
    assert document.tei is not None
    assert not [one for one in found if one.code[0] == "F"]


def test_numbers_in_brackets_are_markers_rather_than_those_of_names(tmp_path: Path) -> None:
    path = tmp_path / "d7.txt"
    path.write_text("7. Letter\n\nThe U1 came[1] with U2.[2]\n\n[1] Lost.\n[2] Sunk.\n", "utf-8")
    document, _ = examine(path)
    assert document.source.text.startswith("7. Letter\n\nThe U1 came1 with U2.2\n")
