"""Every character that XML allows and the faces cover comes through, and so does any markup."""

from __future__ import annotations

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from pipeline.book import Book
from pipeline.book.everyday import EVERYDAY
from pipeline.convert import pdf
from pipeline.convert.pdf import fonts
from tests.command import edition
from tests.convert.samples import MARKUP
from tests.outputs import characters
from tests.verify.conftest import MAKERS
from tests.verify.specimens import CHECKS

THREATS = (*MARKUP, '#import "/x"', "<b>", "&nbsp;", "%PDF", "<?x?>", "<!DOCTYPE a>", "'''", '"""')


def lost(name: str, book: Book) -> list[str]:
    """Make a book in a format and say what does not come through."""
    found = CHECKS[name](book, MAKERS[name](book))
    return [f"{one.rule.code} {one.document_id} {one.finding.message!a}" for one in found]


@pytest.mark.parametrize("name", CHECKS)
def test_every_character_that_can_be_printed_comes_through(name: str) -> None:
    printable = characters.printable()
    assert len(printable) > 3_000
    assert lost(name, characters.book(printable, printable)) == []


@pytest.mark.parametrize("name", ["docx", "epub", "html"])
def test_every_assigned_character_comes_through(name: str) -> None:
    every = characters.assigned()
    assert len(every) > 140_000
    assert lost(name, characters.book(every, characters.printable())) == []


ARROWS = [arrow + style for arrow in "↔↩→" for style in ("", "\ufe0e", "\ufe0e\ufe0e", "\ufe0f")]


@pytest.mark.parametrize("name", ["docx", "epub", "html"])
def test_arrows_keep_the_selectors_they_have_and_gain_none(name: str) -> None:
    strings = [*ARROWS, *(f"a{one}b" for one in ARROWS), "\ufe0e", "".join(ARROWS)]
    assert lost(name, characters.book_of_strings(strings, ["x"])) == []


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("first", range(0, len(THREATS), 8))
def test_text_that_is_markup_elsewhere_stays_text_in_metadata(name: str, first: int) -> None:
    said = THREATS[first : first + 8]
    for turn in range(0, len(said), 3):
        assert lost(name, characters.book_of_strings(said, said[turn:] + said[:turn])) == []


@pytest.mark.parametrize("name", CHECKS)
def test_text_that_is_markup_elsewhere_stays_text(name: str) -> None:
    assert lost(name, characters.book_of_strings(THREATS, THREATS[:1])) == []


def test_what_cannot_be_printed_is_an_error_for_each_kind_of_character() -> None:
    others = [
        one
        for one in characters.samples(characters.assigned(), 5)
        if one not in fonts.covered() | fonts.INSIDE_TYPST | EVERYDAY
    ]
    assert len(others) > 50
    named = {one.character for one in pdf.uncovered(characters.book(others, "x"))}
    assert named == set(others)


TEXT = """No. 1
A Letter from {heading}

He came to {text}.1

Town\t\tMen
{table}\t\t12

  1. See {note}.
"""
NAMES = dict.fromkeys(("heading", "text", "table", "note"), "Peking")


@pytest.mark.parametrize(
    ("where", "character"),
    [("heading", "北"), ("text", "北"), ("table", "\u0e01"), ("note", "北"), ("text", "\u202e")],
)
def test_a_character_that_cannot_be_printed_is_named_with_its_place(
    tmp_path: Path, where: str, character: str
) -> None:
    raw = TEXT.format(**{**NAMES, where: f"Pe{character}"})
    done = built(tmp_path, raw)
    place = raw.index(character)
    line, column = raw.count("\n", 0, place) + 1, place - raw.rindex("\n", 0, place)
    assert done.returncode == 1, done.stdout + done.stderr
    (said,) = [one for one in (done.stdout + done.stderr).split("\n") if "C101" in one]
    assert f"d1.txt:{line}:{column}: error C101 U+{ord(character):04X} (" in said


@pytest.mark.parametrize(
    ("formats", "title", "code"), [("html", "北", 0), ("epub", "P", 0), ("epub", "北", 1)]
)
def test_only_what_is_set_has_to_be_printable(
    tmp_path: Path, formats: str, title: str, code: int
) -> None:
    settings = f'[edition]\ntitle = "{title}"\n[outputs]\nformats = ["{formats}"]\n'
    done = built(tmp_path, TEXT.format(**{**NAMES, "text": "北京"}), settings)
    assert (done.returncode, "C101" in done.stdout) == (code, code == 1), done.stderr


def built(folder: Path, raw: str, settings: str = "") -> CompletedProcess[str]:
    """Build an edition of one transcription in a process of its own."""
    letters = folder / "letters"
    letters.mkdir()
    (letters / "d1.txt").write_text(raw, encoding="utf-8")
    if settings:
        (letters / "edition.toml").write_text(settings, encoding="utf-8")
    return edition("build", letters, "--out", "o", cwd=folder)
