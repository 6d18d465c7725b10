"""What is small as a file and large in memory, or names what no file can be called."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.encode.dates.tokens import DateToken, DateTokenReader
from pipeline.encode.marks import rows_in, scan
from pipeline.encode.profile import from_files
from pipeline.engine import commands, time_limit
from pipeline.engine.processes import ProcessPool
from pipeline.engine.publish import record_in
from pipeline.model.diagnostics import Diagnostic
from pipeline.model.errors import UsageError
from pipeline.model.marks import parts_of
from pipeline.review import tidy
from pipeline.system import journal
from pipeline.system.writing import Folder
from pipeline.tei.authority import MOST_IN_ITEM
from pipeline.validate.failure import MOST
from tests.hostile.folders import SETTINGS, tei_around
from tests.hostile.words import LETTER


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "edition.toml").write_text(SETTINGS)
    (folder / "d1.txt").write_text(LETTER)
    return folder


def said(folder: Path, code: str) -> list[Diagnostic]:
    report = commands.check([folder], lambda *_: None, ProcessPool(1))
    return [one for one in report.diagnostics if one.code == code]


def persons(count: int) -> str:
    names = (f'<persName xml:id="p{number}">N{number}, S</persName>' for number in range(count))
    return f"<list><item>{' '.join(names)}</item></list>"


def test_an_item_with_more_names_than_one_can_have(letters: Path) -> None:
    """Each has all that follows it as its description, so time and memory would grow as squares."""
    (letters / "persons.xml").write_text(persons(MOST_IN_ITEM))
    assert said(letters, "A007") == []
    (letters / "persons.xml").write_text(persons(10_000))
    (one,) = said(letters, "A007")
    assert "10,000 names stand in one item" in one.message


def test_items_in_items_in_items(letters: Path) -> None:
    refusal = "more than 10 items stand in one another"
    for depth, refused in ((10, 0), (60, 1)):
        inner = '<item><persName xml:id="p1">Mast, A</persName></item>'
        nested = "<list>" + "<item><list>" * depth + inner + "</list></item>" * depth + "</list>"
        (letters / "persons.xml").write_text(nested)
        assert sum(refusal in one.message for one in said(letters, "A006")) == refused


def test_a_list_of_names_that_is_too_large(letters: Path) -> None:
    (letters / "persons.xml").write_text(persons(1) + " " * (1 << 20))
    (one,) = said(letters, "A006")
    assert "larger than a list of names can be (1 MiB)" in one.message


@pytest.mark.parametrize("name", ["a" * 5_000, "/".join(["a"] * 3_000), "\0", "../../x"])
def test_a_baseline_of_files_that_cannot_be(letters: Path, name: str) -> None:
    row = {"code": "T131", "text": "x", "fingerprint": "x"}
    known = letters.parent / "known.json"
    known.write_text(json.dumps({"version": 1, "files": {name: [row]}}))
    report = commands.check(
        [letters], lambda *_: None, ProcessPool(1), commands.CompareWith(baseline=known)
    )
    assert report.summary.documents == 1


def test_an_edition_beside_is_read_through_no_link(letters: Path) -> None:
    private = letters.parents[1] / f"{letters.parent.name}-private"
    private.mkdir()
    (private / "edition.toml").write_text(SETTINGS)
    (private / "d1.txt").write_text(LETTER)
    (letters.parent / "other").symlink_to(private)
    assert said(letters, "M012") == []


def test_more_than_the_next_run_could_finish_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_LARGEST_LIST", 100)
    changes = [journal.Write(f"letters/{number}", b"x") for number in range(20)]
    with Folder.at(tmp_path) as out, pytest.raises(OSError, match="more files than"):
        journal.perform(out, changes)
    assert list(tmp_path.rglob("*")) == [tmp_path / "letters"]


def test_of_a_large_file_that_does_not_follow_the_schema_one_fault_is_told(letters: Path) -> None:
    """To tell of all would take the square of their number."""
    with (letters / "edition.toml").open("a") as file:
        file.write('[book]\nback = ["sources.xml"]\n')
    (letters / "sources.xml").write_text(tei_around("<p>x</p>\n" + "<x/>\n" * 200_000))
    (one,) = said(letters, "V901")
    assert one.location.line == 2
    assert "'{http://www.tei-c.org/ns/1.0}x': This element is not expected" in one.message


def test_of_a_fault_that_comes_very_often_so_many_are_told(letters: Path) -> None:
    with (letters / "edition.toml").open("a") as file:
        file.write('[book]\nback = ["sources.xml"]\n')
    (letters / "sources.xml").write_text(tei_around(f"<p>{'<note/>' * 1_000}</p>"))
    report = commands.check([letters], lambda *_: None, ProcessPool(1))
    assert report.summary.errors == MOST


@pytest.fixture
def with_own_profile(letters: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An edition whose own expression for page numbers tries ways without end on its text."""
    own = letters / "profile"
    own.mkdir()
    (own / "shared.toml").write_text('base = "frus"\n')
    (own / "pages.toml").write_text('before = "{f. "\nafter = "}"\nnumber = "(?:x+)+"\n')
    (letters / "d1.txt").write_text(LETTER + "{f. " + "x" * 40 + "!\n")
    monkeypatch.setattr(time_limit, "_SECONDS", 0.2)
    monkeypatch.setattr(time_limit, "_SECONDS_PER_MEGABYTE", 0.0)
    return letters


def test_an_expression_of_a_stranger_that_does_not_come_to_an_end(with_own_profile: Path) -> None:
    with pytest.raises(UsageError, match="profile profile do not come to an end on this text"):
        commands.check([with_own_profile], lambda *_: None, ProcessPool(1))
    bracketed = "7. Letter\n\nThe {f. " + "x" * 40 + "! note[1] was.[2]\n\n[1] See.\n[2] Lost.\n"
    (with_own_profile / "d1.txt").write_text(bracketed)
    with pytest.raises(UsageError, match=r"d1\.txt: the expressions of the profile profile"):
        tidy.tidy([with_own_profile / "d1.txt"])


def test_such_an_expression_is_stopped_in_encoding_too(with_own_profile: Path) -> None:
    own = with_own_profile / "profile"
    (own / "pages.toml").unlink()
    (own / "blocks.toml").write_text("like = 'frus'\nsalutation = '(?:x+)+y'\n")
    (with_own_profile / "d1.txt").write_text(LETTER.replace("[Page 12]", "x" * 40))
    with pytest.raises(UsageError, match=r"d1\.txt: the expressions of the profile profile"):
        commands.check([with_own_profile], lambda *_: None, ProcessPool(1))


def test_where_an_own_expression_comes_to_an_end_nothing_is_said(with_own_profile: Path) -> None:
    (with_own_profile / "d1.txt").write_text(LETTER)
    assert (
        commands.check([with_own_profile], lambda *_: None, ProcessPool(1)).summary.documents == 1
    )


def test_a_record_of_more_files_than_can_be_claims_nothing() -> None:
    assert record_in(json.dumps({"a": ["x"]}).encode()) == {"a": frozenset({"x"})}
    assert record_in(json.dumps({str(number): [] for number in range(100_001)}).encode()) == {}


@pytest.mark.parametrize("name", ["letters/\ud800", "letters/\0"])
def test_a_name_that_the_system_cannot_be_asked_for(tmp_path: Path, name: str) -> None:
    (tmp_path / ".work").mkdir()
    (tmp_path / ".work" / "journal.json").write_text(json.dumps([["drop", name]]))
    with Folder.at(tmp_path) as out:
        journal.finish(out)
        assert not out.is_there(name)


def test_words_that_could_stand_in_a_date_do_not_take_the_square_of_their_number() -> None:
    """Each token would else be the start of a look through all that follow."""
    reader = DateTokenReader([DateToken("word", "a", "a", (0, 1), doubted=False)] * 40_000)
    assert reader.over(0, {"a"}) <= 50


@pytest.mark.parametrize(
    ("topic", "rows", "fault"),
    [
        ("notes", "item = '^x'", r"lacks the group \(\?P<number>…\)"),
        ("notes", "item = '(?P<number>x{99999999999})'", "the repetition number is too large"),
        ("notes", "item = '%s'" % ("(?:" * 5_000), "recursion"),
        ("pages", "number = {}", "of another form"),
        ("pages", "number = 'a)|(b'", "unbalanced parenthesis"),
        ("markers", "slips = nan", "of another form"),
        ("markers", "slips = -1", "of another form"),
        ("markers", "symbols = [1]", "of another form"),
        ("dates", "x = " + "[" * 5_000, "recursion|nest"),
    ],
)
def test_a_profile_of_another_form_than_those_of_the_package(
    topic: str, rows: str, fault: str
) -> None:
    own = (("shared.toml", 'base = "frus"\n'), (f"{topic}.toml", f'like = "frus"\n{rows}\n'))
    with pytest.raises(UsageError, match=rf"own/{topic}\.toml.*(?:{fault})"):
        from_files("own", own)


def test_signs_that_are_no_expressions_may_be_any() -> None:
    rows = 'before = "(f. "\nafter = ")"\nnumber = "[0-9]+"\n'
    blocks = 'like = "frus"\nbullet = "*"\n'
    own = (("shared.toml", 'base = "frus"\n'), ("pages.toml", rows), ("blocks.toml", blocks))
    assert from_files("own", own).pages.ends == ("(f. ", ")")


def test_an_own_expression_whose_group_has_no_words(with_own_profile: Path) -> None:
    own = with_own_profile / "profile"
    (own / "pages.toml").write_text('before = "{f. "\nafter = "}"\nnumber = "x+"\n')
    (own / "notes.toml").write_text("like = 'frus'\nitem = '(?:(?P<number>y)|  1)\\. '\n")
    (with_own_profile / "d1.txt").write_text(LETTER)
    with pytest.raises(UsageError, match="profile profile cannot be used on this text"):
        commands.check([with_own_profile], lambda *_: None, ProcessPool(1))


@pytest.mark.parametrize(
    "write", ["TEXT!", "[TEXT", "ANY!", "WORD ANY!", "ANY TEXT]", " ", "NUMBER"]
)
def test_a_mark_that_no_sign_begins_or_ends(write: str) -> None:
    with pytest.raises(ValueError, match=re.escape(write)):
        parts_of(write)


def test_signs_that_end_nothing_are_not_kept_without_end() -> None:
    """Each that is open is looked at again wherever a sign stands."""
    text = "*a " * 20_000
    way = scan._OneWay(scan.scanner_of(rows_in(("house",))), text)  # noqa: SLF001 - what it keeps
    way.read()
    assert len(way.open) <= 20


def test_the_word_before_a_mark_is_looked_for_in_a_word(letters: Path) -> None:
    """A run of signs without a blank is none, however long it is."""
    with (letters / "edition.toml").open("a") as file:
        file.write('[[marks.row]]\nwrite = "WORD!"\nmeans = "unclear"\n')
    (letters / "d1.txt").write_text(LETTER.replace("the board", "the " + "!" * 50_000))
    assert said(letters, "T010") == []
