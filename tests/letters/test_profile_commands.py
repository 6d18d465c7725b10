"""The profile of an edition is shown, tried on a text, and taught by corrected documents."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.command import edition
from tests.edition.test_edition import make

SETTINGS = '[edition]\nid = "log"\ntitle = "Log"\nlanguage = "de"\nprofile = "letters"\n'
KEEPERS = ("Bellwald", "Tormann", "Hollreiser", "Anders", "Fink", "Mohr")
PLACES = ("Seehaus", "Glockenburg", "Marienhof", "Triest")


def corrected(number: int) -> str:
    """Give an entry of a keeper's log, whose shelf mark and watch no usual letter has."""
    keeper, next_ = KEEPERS[number % 6], KEEPERS[(number * 5 + 1) % 6]
    day = f"{number % 28 + 1}. {number % 12 + 1}. 1904"
    rows = (
        ("heading 0.99", f"{number}. {keeper} an {next_}, {day}"),
        ("", ""),
        ("opener", f"Mappe {number % 7 + 1}, Blatt {number * 3 + 2}"),
        ("dateline", f"{PLACES[number % 4]}, {day}"),
        ("", ""),
        ("paragraph", f"Das Licht brannte\\u{{2003}}{number + 3} Stunden, der Wind kam von West."),
        ("", ""),
        ("closer 0.61", f"Wache: {keeper}, Ablösung: {next_}"),
        ("closer", f"Gesehen {PLACES[(number + 1) % 4]}"),
    )
    return "".join(f"{role:14} | {words}".rstrip() + "\n" for role, words in rows)


def roles(shown: str) -> list[str]:
    return [row.split(" ")[0] for row in shown.splitlines() if row.partition("|")[0].strip()]


def words(shown: str) -> str:
    return "".join(f"{row.partition('|')[2].removeprefix(' ')}\n" for row in shown.splitlines())


@pytest.fixture
def log(tmp_path: Path) -> Path:
    text = words(corrected(30)).replace("\\u{2003}", "\u2003")
    make(tmp_path / "log", edition__toml=SETTINGS, d1__txt=text)
    for number in range(24):
        name = {f"d{number}__txt": corrected(number)}
        make(tmp_path / "corrected", **name)
    return tmp_path


def test_a_profile_learns_what_a_person_has_corrected(log: Path) -> None:
    before = edition("profile", "try", "log/d1.txt", cwd=log)
    assert roles(before.stdout) != roles(corrected(30))
    assert words(before.stdout) == words(corrected(30))

    said = edition("profile", "learn", "corrected", "--into", "log", cwd=log)
    assert said.returncode == 0, said.stderr
    counted, _, *figures = said.stdout.splitlines()
    assert counted.startswith("24 documents, 144 lines;")
    assert figures[0].split() == ["before", "66.7%", "0.0%"]
    assert figures[1].split() == ["after", "100.0%", "100.0%"]
    assert 'profile = "profile"' in figures[3]  # the edition names another one

    named = SETTINGS.replace('profile = "letters"', 'profile = "profile"')
    make(log / "log", edition__toml=named)
    after = edition("profile", "try", "log/d1.txt", cwd=log)
    assert roles(after.stdout) == roles(corrected(30))
    shown = edition("profile", "show", "log", cwd=log).stdout.splitlines()
    assert shown[0] == "profile profile (log/profile)"
    assert "  lines        profile" in shown
    assert "  blocks       letters: form = judged, like = frus, custom = letters" in shown

    written = (log / "log" / "profile" / "lines.toml").read_bytes()
    assert set(tomllib.loads(written.decode())) == {"here", "above", "below"}
    assert edition("profile", "learn", "corrected", "--into", "log", cwd=log).returncode == 0
    assert (log / "log" / "profile" / "lines.toml").read_bytes() == written


def test_documents_without_a_line_teach_nothing(log: Path) -> None:
    for path in (log / "corrected").iterdir():
        path.write_text("|\n")
    said = edition("profile", "learn", "corrected", "--into", "log", cwd=log)
    assert (said.returncode, said.stdout) == (2, "")
    assert "the documents in corrected have no lines to learn from" in said.stderr


def test_nothing_is_learned_from_what_is_right_already(log: Path) -> None:
    shown = edition("profile", "try", "log/d1.txt", cwd=log).stdout
    for path in (log / "corrected").iterdir():
        path.write_text(shown, encoding="utf-8")
    said = edition("profile", "learn", "corrected", "--into", "log", cwd=log)
    assert said.returncode == 1
    assert said.stdout.splitlines()[-1] == "nothing is gained, and nothing was written"
    assert not (log / "log" / "profile").exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("signed | x\n", "d0.txt:1: say before the bar what the line is: source, heading,"),
        (None, "correct 20 at least"),
    ],
)
def test_what_cannot_be_learned_from(log: Path, change: str | None, told: str) -> None:
    if change is None:
        for number in range(5):
            (log / "corrected" / f"d{number}.txt").unlink()
    else:
        make(log / "corrected", d0__txt=change)
    said = edition("profile", "learn", "corrected", "--into", "log", cwd=log)
    assert said.returncode == 2
    assert told in said.stderr


@pytest.mark.parametrize(
    "lines", ["[here]\nalways = { p = 1.5 }\n", "[over]\nalways = { p = 1 }\n"]
)
def test_weights_that_are_none(log: Path, lines: str) -> None:
    folder = log / "log" / "profile"
    make(folder, lines__toml=lines, shared__toml='base = "letters"\n')
    make(log / "log", edition__toml=SETTINGS.replace("letters", "profile"))
    said = edition("profile", "show", "log", cwd=log)
    assert said.returncode == 2
    assert "lines.toml" in said.stderr


def test_where_no_edition_is_no_profile_is_shown(tmp_path: Path) -> None:
    said = edition("profile", "show", "nowhere", cwd=tmp_path)
    assert (said.returncode, said.stdout) == (2, "")
    assert "nowhere: there is no such folder" in said.stderr
