"""An edition in memory says what ``edition check`` says, before and after any change."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model.decisions import DecisionKind
from pipeline.model.diagnostics import Diagnostic, Location
from pipeline.model.errors import UsageError
from pipeline.model.source import Source
from pipeline.review.decision_file import NewDecision, record, take_back, take_out
from pipeline.review.workspace import ReadingKind, Workspace

FIRST = """1. The Consul to the Minister

Lisbon, May 3, 1921.

We met the the count1 in room 22 of the inn, by the plan (NSC 12) of 1920.

See Document 2, footnote 1.3

  1. First note.
  2. Second note.
  3. Third note.
"""
SECOND = """2. The Minister to the Consul

Lisbon, May 8, 1921.

[Page 7]

The count has left.1

  1. Not printed.
"""


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in (("d1", FIRST), ("d2", SECOND)):
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder


def checked(folder: Path) -> tuple[Diagnostic, ...]:
    return commands.check([folder], lambda *_: None, ProcessPool(1)).diagnostics


def codes(workspace: Workspace, path: Path) -> list[str]:
    return [one.code for one in workspace.findings(path)]


def test_it_finds_what_a_check_finds(letters: Path) -> None:
    found = Workspace.open(letters).findings()
    assert found == checked(letters)
    assert {"T131", "N201"} <= {one.code for one in found}


def test_a_changed_text_is_known_before_it_is_saved(letters: Path) -> None:
    workspace, first = Workspace.open(letters), letters / "d1.txt"
    changed = workspace.update(first, FIRST.replace("the the", "the").encode())
    assert first in changed
    assert "T131" not in codes(workspace, first)
    workspace.update(first)
    assert workspace.findings() == checked(letters)


def test_what_a_change_means_for_others_comes_with_catching_up(letters: Path) -> None:
    workspace, first, second = Workspace.open(letters), letters / "d1.txt", letters / "d2.txt"
    workspace.update(second, SECOND.replace("left.1", "left.").replace("  1. Not", "Not").encode())
    assert "X101" not in codes(workspace, first)
    assert first in workspace.catch_up()
    assert "X101" in codes(workspace, first)
    second.write_bytes(workspace.unsaved[second])
    assert workspace.findings() == checked(letters)


def test_what_was_read_has_its_place_and_what_comes_next(letters: Path) -> None:
    readings = Workspace.open(letters).readings(letters / "d1.txt")
    roles = [one.value for one in readings if one.kind is ReadingKind.LINE]
    assert roles == ["heading", "dateline", "paragraph", "paragraph"]
    markers = [one for one in readings if one.kind is ReadingKind.MARKER]
    notes = [one for one in readings if one.kind is ReadingKind.NOTE]
    assert [one.id for one in markers] == [one.id for one in notes] == ["d1fn1", "d1fn2", "d1fn3"]
    assert (markers[1].location.line, markers[1].location.column) == (5, 64)
    assert [one.location.column for one in markers[1].others if one.value == "2"] == [32]
    (reference,) = (one for one in readings if one.kind is ReadingKind.REFERENCE)
    assert reference.value == "#d2fn1"
    (day,) = (one for one in readings if one.kind is ReadingKind.DATE)
    assert day.value == "1921-05-03"


def test_a_choice_settles_what_it_was_offered_for(letters: Path) -> None:
    workspace, first = Workspace.open(letters), letters / "d1.txt"
    (doubt,) = (one for one in workspace.findings(first) if one.code == "N201")
    here, there, none, stands = workspace.choices(first, doubt)
    assert [one.kind for one in (here, there, none)] == [DecisionKind.MARKER] * 3
    assert (here.value, there.value, none.value, stands.value) == ("2", "2", "none", "N201")
    assert there.command == f"edition decide {first}:5:32 --note 2"
    new = NewDecision(there.kind, there.value)
    written = record(workspace.document(first).source, there.span, new)
    assert first in workspace.update(written.path)
    assert "N201" not in codes(workspace, first)
    assert workspace.findings() == checked(letters)
    take_back(first, written)
    assert not written.path.exists()
    workspace.update(written.path)
    assert "N201" in codes(workspace, first)


def test_a_reading_is_let_stand(letters: Path) -> None:
    workspace, first = Workspace.open(letters), letters / "d1.txt"
    (doubled,) = (one for one in workspace.findings(first) if one.code == "T131")
    (choice,) = workspace.choices(first, doubled)
    assert choice.needs_reason
    new = NewDecision(choice.kind, choice.value, "a stammer")
    record(workspace.document(first).source, choice.span, new)
    workspace.update(first)
    assert [one.why for one in workspace.allowed(first)] == ["a stammer"]
    assert workspace.findings() == checked(letters)


def test_a_decision_comes_back_that_another_took_the_place_of(letters: Path) -> None:
    workspace, first = Workspace.open(letters), letters / "d1.txt"
    source = workspace.document(first).source
    span = source.text.index("22") + 1, source.text.index("22") + 2
    old = record(source, span, NewDecision(DecisionKind.MARKER, "none", "a room"))
    before = old.path.read_bytes()
    new = record(source, span, NewDecision(DecisionKind.MARKER, "2"))
    assert [one.why for one in new.replaced] == ["a room"]
    take_back(first, new)
    assert new.path.read_bytes() == before


def test_what_is_said_of_other_decisions_stays(letters: Path) -> None:
    first = letters / "d1.txt"
    old = 'text = """\n[[a] b"""\nrole = "closer"\n'
    kept = '# A stammer.\n[[reading]]\ntext = "the the"\naccept = "T131"\nwhy = "so"\n'
    path = letters / "d1.decisions.toml"
    path.write_text(f"[[role]]\n{old}\n{kept}", encoding="utf-8")
    take_out(first, 4)
    assert path.read_text(encoding="utf-8") == kept


def test_a_decision_that_is_in_no_table_of_its_own_is_left(letters: Path) -> None:
    first = letters / "d1.txt"
    path = letters / "d1.decisions.toml"
    row = '{text = "the the", accept = "T131", why = "so"}'
    path.write_text(f"reading = [{row}, {row}]\n", encoding="utf-8")
    with pytest.raises(UsageError):
        take_out(first, 1)
    assert path.read_text(encoding="utf-8") == f"reading = [{row}, {row}]\n"


@pytest.mark.parametrize("name", ["edition.toml", "d3.txt"])
def test_a_file_beside_the_texts_is_taken_up(letters: Path, name: str) -> None:
    workspace = Workspace.open(letters)
    text = 'allow = "all"' if name.endswith(".toml") else SECOND.replace("2. The", "3. The")
    (letters / name).write_text(text, encoding="utf-8")
    assert workspace.update(letters / name) == frozenset()
    workspace.catch_up()
    assert workspace.findings() == checked(letters)


def test_a_file_is_known_by_any_of_its_names(
    letters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(letters.parent)
    workspace = Workspace.open(Path("letters"))
    assert workspace.update(letters / "d1.txt", b"1. Heading\n\nIn the the text.\n")
    assert workspace.findings(Path("letters/d1.txt")) != ()
    assert workspace.text_of(letters / "d1.decisions.toml") == Path("letters/d1.txt")


def test_a_note_without_a_marker_is_settled_by_a_likely_place(letters: Path) -> None:
    first = letters / "d1.txt"
    first.write_bytes(FIRST.replace("room 22", "room 2b").replace("12)", "1)").encode())
    workspace = Workspace.open(letters)
    (found,) = (one for one in workspace.findings(first) if one.code == "N102")
    place, *others, stands = workspace.choices(first, found)
    assert {one.value for one in others} == {"2"}
    assert (place.kind, place.value, place.location.column) == (DecisionKind.MARKER, "2", 32)
    assert stands.needs_reason
    record(workspace.document(first).source, place.span, NewDecision(place.kind, place.value))
    workspace.update(first)
    assert "N102" not in codes(workspace, first)


@pytest.mark.parametrize(
    ("place", "span"),
    [
        ((1, 2, 1, 3), (1, 2)),
        ((1, 2, 1, 2), (1, 2)),
        ((1, 4, 1, 4), (2, 3)),
        ((9, 1, 9, 5), (2, 3)),
    ],
)
def test_what_is_decided_on_is_in_the_text(
    place: tuple[int, int, int, int], span: tuple[int, int]
) -> None:
    assert Source("d1.txt", "abc").span_at(Location("d1.txt", *place)) == span
