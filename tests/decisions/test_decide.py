"""``edition decide`` writes what it is told beside the transcription, and the next run obeys."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.model import document as model
from pipeline.model.decisions import DecisionKind
from pipeline.model.errors import UsageError
from pipeline.review.decide import ExaminedPlace, FilePosition, suggestions
from pipeline.review.decision_file import NewDecision

LETTER = """12. The Consul to the Minister

Lisbon, May 3, 1921.

We met the the count1 and again in room 21 of the house2 by the river.

See Document 9 below.3

  1. First note.
  2. Second note.
  3. Third note.
"""


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letters" / "d12.txt"
    path.parent.mkdir()
    path.write_bytes(LETTER.encode())
    return path


def decide(letter: Path, place: str, new: NewDecision) -> str:
    _, path = ExaminedPlace.of(FilePosition.of(f"{letter}:{place}")).decide(new)
    return path.read_text(encoding="utf-8")


def codes(letter: Path) -> list[str]:
    return [one.code for one in commands.examine(letter)[1]]


def markers(letter: Path) -> list[tuple[int, int]]:
    found = commands.examine(letter)[0]
    assert found.ledger is not None
    document = found.document
    assert document is not None
    return [
        (place.line, place.column)
        for note in ("d12fn1", "d12fn2", "d12fn3")
        for place in [found.source.location(marker_span(document, note))]
    ]


def marker_span(document: model.Document, note: str) -> tuple[int, int]:
    (span,) = (
        leaf.span
        for leaf in model.walk(document)
        if isinstance(leaf, model.NoteMarker) and leaf.note == note
    )
    return span


def test_a_marker_is_put_where_it_was_decided(letter: Path) -> None:
    before = markers(letter)
    decide(letter, "5:41", NewDecision(DecisionKind.MARKER, "2", "the page shows it raised", "2"))
    assert before[1] == (5, 56)
    assert markers(letter) == [before[0], (5, 41), before[2]]


def test_a_finding_is_accepted(letter: Path) -> None:
    assert "T131" in codes(letter)
    text = decide(letter, "5", NewDecision(DecisionKind.READING, "T131", "a stammer in the source"))
    assert tomllib.loads(text)["reading"][0]["why"] == "a stammer in the source"
    assert "T131" not in codes(letter)


def test_an_accepted_reading_that_was_mended_is_reported(letter: Path) -> None:
    decide(letter, "5", NewDecision(DecisionKind.READING, "T131", "a stammer"))
    letter.write_bytes(LETTER.replace("the the count", "the old count").encode())
    assert [code for code in codes(letter) if code.startswith("D")] == ["D003"]


def test_an_accepted_reading_without_its_finding_is_reported(letter: Path) -> None:
    text = decide(letter, "5", NewDecision(DecisionKind.READING, "T131", "a stammer"))
    path = letter.with_name("d12.decisions.toml")
    path.write_text(text.replace("T131", "T132"), encoding="utf-8")
    assert "D005" in codes(letter)
    assert "T131" in codes(letter)


def test_what_no_decision_can_accept_stands(letter: Path) -> None:
    letter.write_bytes(LETTER.replace("house2", "house\x0b2").encode())
    assert codes(letter)
    decided = '[[reading]]\ntext = "count"\naccept = "T003"\nwhy = "so"\n'
    letter.with_name("d12.decisions.toml").write_text(decided, encoding="utf-8")
    assert set(codes(letter)) & {"T001", "T002", "T003", "T004", "T005"}


def test_a_reference_is_led_elsewhere_and_decided_anew(letter: Path) -> None:
    decide(letter, "7", NewDecision(DecisionKind.REFERENCE, "#d8", words="Document 9"))
    text = decide(letter, "7", NewDecision(DecisionKind.REFERENCE, "none", words="Document 9"))
    assert [row["target"] for row in tomllib.loads(text)["reference"]] == ["none"]


def test_where_a_reference_leads_is_not_asked_again(letter: Path) -> None:
    wrong = LETTER.replace("Document 9", "Document 7")
    letter.write_bytes(wrong.encode())
    assert "X110" not in codes(letter)
    decide(letter, "7", NewDecision(DecisionKind.REFERENCE, "#d8fn2", words="Document 7"))
    assert not {code for code in codes(letter) if code == "X110" or code.startswith("D")}
    decide(letter, "7", NewDecision(DecisionKind.REFERENCE, "#d7", words="Document 7"))
    assert not [code for code in codes(letter) if code.startswith("D")]


def test_a_letter_within_a_word_is_no_marker(letter: Path) -> None:
    with pytest.raises(UsageError, match="nothing to decide on"):
        ExaminedPlace.of(FilePosition.of(f"{letter}:5:4")).decide(
            NewDecision(DecisionKind.MARKER, "2")
        )


def test_decisions_survive_edits_elsewhere(letter: Path) -> None:
    decide(letter, "5:41", NewDecision(DecisionKind.MARKER, "2", words="2"))
    edited = LETTER.replace("Lisbon, May", "At the inn\nLisbon, May").replace("by the", "near the")
    letter.write_bytes(edited.encode())
    assert markers(letter)[1] == (6, 41)
    assert not [code for code in codes(letter) if code.startswith("D")]


def test_comments_and_other_decisions_stay(letter: Path) -> None:
    path = letter.with_name("d12.decisions.toml")
    path.write_text('# by hand\n[[marker]]\ntext = "count1"\nnote = "none"\n', encoding="utf-8")
    text = decide(letter, "5", NewDecision(DecisionKind.READING, "T131", "a stammer"))
    assert text.startswith('# by hand\n[[marker]]\ntext = "count1"\nnote = "none"\n\n[[reading]]')


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[[marker]]\ntext = "count"\nnote = 2\n', "D002"),
        ('[[marker]]\ntext = "count"\n', "D002"),
        ('[[marker]]\ntext = "count"\nnote = "1"\nwere = "x"\n', "D002"),
        ('[[markers]]\ntext = "count"\nnote = "1"\n', "D002"),
        ('[[reading]]\ntext = "count"\naccept = "T131"\n', "D002"),
        ('[[reference]]\ntext = "count"\ntarget = "javascript:x"\n', "D002"),
        ('marker = "1"\n', "D002"),
        ("[[marker]\n", "D001"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_line(letter: Path, text: str, code: str) -> None:
    letter.with_name("d12.decisions.toml").write_text(text, encoding="utf-8")
    found = [one for one in commands.examine(letter)[1] if one.code == code]
    assert len(found) == 1
    assert found[0].location.file.endswith("d12.decisions.toml")
    assert found[0].severity.value == "error"


def test_a_decisions_file_that_is_no_file(letter: Path) -> None:
    letter.with_name("d12.decisions.toml").mkdir()
    assert "D001" in codes(letter)
    letter.with_name("d12.decisions.toml").rmdir()
    letter.with_name("d12.decisions.toml").write_bytes(b"\xff")
    assert "D001" in codes(letter)


@pytest.mark.parametrize("place", ["d12.txt", "d12.txt:x", ":3"])
def test_what_is_no_place(place: str) -> None:
    with pytest.raises(UsageError, match="is no place"):
        FilePosition.of(place)


def test_a_line_that_is_not_there(letter: Path) -> None:
    with pytest.raises(UsageError, match="has no line 99; its last is 12"):
        ExaminedPlace.of(FilePosition.of(f"{letter}:99"))


def test_nothing_or_too_much_to_decide_on(letter: Path) -> None:
    examined = ExaminedPlace.of(FilePosition.of(f"{letter}:5"))
    with pytest.raises(UsageError, match="nothing to decide on"):
        examined.decide(NewDecision(DecisionKind.READING, "T199", "so"))
    with pytest.raises(UsageError, match="does not stand in line 5"):
        examined.decide(NewDecision(DecisionKind.MARKER, "1", words="nowhere"))
    assert not letter.with_name("d12.decisions.toml").exists()


def test_each_finding_comes_with_its_command(letter: Path) -> None:
    examined = ExaminedPlace.of(FilePosition.of(f"{letter}:5"))
    (line,) = (one for one in suggestions(examined.place, examined.findings()) if "T131" in one)
    assert line == f'edition decide {letter}:5:8 --accept T131 --why "..."'


MOVED = """7. The Consul to the Minister

Lisbon, May 3, 1921.

The chart[1] shows no rock.

[1] Printed in the the report.

Our boats[2] have struck it the the twice.

[2] Not found. See Document 9.

See Document 9 below.
"""


@pytest.mark.parametrize(
    ("place", "new", "before"),
    [
        ("9", NewDecision(DecisionKind.READING, "T131", why="a stammer"), "have struck it "),
        ("7", NewDecision(DecisionKind.READING, "T131", why="a stammer"), "1. Printed in "),
        ("9:11", NewDecision(DecisionKind.MARKER, "2"), "Our boats"),
        ("11", NewDecision(DecisionKind.REFERENCE, "none"), "Not found. See "),
        ("13", NewDecision(DecisionKind.REFERENCE, "none", words="Document 9"), "twice.\n\nSee "),
    ],
)
def test_places_around_notes_that_are_moved(
    place: str, new: NewDecision, before: str, tmp_path: Path
) -> None:
    letter = tmp_path / "d7.txt"
    letter.write_text(MOVED, encoding="utf-8")
    (written,) = next(iter(tomllib.loads(decide(letter, place, new)).values()))
    assert written["before"].endswith(before)
    assert written["text"] in {"the the", "2", "Document 9"}
    assert not {"D003", "D004", "D005"} & set(codes(letter))
