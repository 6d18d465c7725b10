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


def hints(folder: Path, text: str, settings: str = "") -> dict[str, tuple[str, str]]:
    (folder / "d7.txt").write_text(f"7. Letter\n\nParis, May 2, 1945.\n\n{text}", "utf-8")
    (folder / "edition.toml").write_text(settings, "utf-8")
    _, found = examine(folder / "d7.txt")
    return {one.code: (one.message, one.hint or "") for one in found if one.code[0] in "FN"}


BROKEN = "The note was deliv-\nered to him at once.\n"


def test_a_hyphen_that_may_be_one_of_the_word_is_in_doubt(tmp_path: Path) -> None:
    message, hint = hints(tmp_path, BROKEN)["F002"]
    assert message.endswith("in doubt: the hyphen may be one of the word in “deliv-ered”")
    assert 'hyphens = ["d7"]' in hint
    assert set(hints(tmp_path, BROKEN, '[form]\nread = ["d7"]\n')) == {"F001"}
    assert not hints(tmp_path, BROKEN, '[form]\nhyphens = ["d7"]\n')


@pytest.mark.parametrize("word", ["delivered", "deliv-ered"])
def test_a_word_that_stands_elsewhere_settles_its_hyphen(word: str, tmp_path: Path) -> None:
    assert "F002" not in hints(tmp_path, f"{BROKEN}\nIt was {word}.\n")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("It asks((See ante.)) for pay.\n", "“((See))” may be a remark"),
        ("It asks [Note: See ante.] for pay.\n", "“[Note: See]” may be a remark"),
        (
            "It asks (1) for pay (2) now (3).\n\n  1. See ante.\n  2. Lost.\n  3. Of 1908.\n",
            "“word (1)” may be no marker",
        ),
        ("The pay 1 is due 2.\n\n1. Lost.\n2. See ante.\n", "“word 1” may be no marker"),
        ("Pay[1] is due[2].[7]\n\n[1] Lost.\n[2] See.\n", "“[7]” may be a marker as well"),
        (
            "Pay1 is due.\n\n1. Send a boat.\n\nThe boat came.\n\n1. See ante.\n\nYours truly,\n",
            "“1. See ante.” may be a note as well",
        ),
        (
            "Pay[1] is due.[2]\n\n[1] See ante.\n[2] Lost.\n\nIt was found.\n",
            "“It was found.” below the notes may belong to the last of them",
        ),
        (
            "Pay[1] is due.\n\n[1] See ante.\n\n    So be it.\n\nThe boat came.\n",
            "“So be it.” may be no paragraph of a note",
        ),
    ],
)  # fmt: skip
def test_what_else_may_be_meant_is_named(text: str, doubt: str, tmp_path: Path) -> None:
    assert doubt in hints(tmp_path, text)["F002"][0]


def test_lists_numbered_anew_have_the_markers_above_them(tmp_path: Path) -> None:
    text = "Pay1 is due.\n\n1. See ante.\n\nThe boat1 came.\n\n1. Lost.\n"
    assert set(hints(tmp_path, text)) == {"F001", "N104"}


@pytest.mark.parametrize("marker", ["1)", " 1)"])
def test_a_parenthesis_behind_a_number_is_taken_off(marker: str, tmp_path: Path) -> None:
    path = tmp_path / "d7.txt"
    text = (
        f"7. Brief\n\nParis, May 2, 1945.\n\nDas Blatt{marker} (siehe S. 1) fehlt.\n\n1) Siehe.\n"
    )
    path.write_text(text, "utf-8")
    document, _ = examine(path)
    assert "Das Blatt1 (siehe S. 1) fehlt." in document.source.text


def test_a_closing_note_in_parentheses_without_a_marker_that_is_read_is_said(
    tmp_path: Path,
) -> None:
    assert "F003" in hints(tmp_path, "The Board (a) met, and (a) sat.\n\n(a) In Paris.\n")
