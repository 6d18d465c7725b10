"""What a person has settled holds in the encoded document, and the rest goes by it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline.encode import Setting, encode
from pipeline.engine.stages import TranscriptionFile, run_stages
from pipeline.model import document as model
from pipeline.model.authority import Authorities
from pipeline.model.decisions import Decision, DecisionKind, TextQuote, find, settle
from pipeline.model.document import walk
from pipeline.model.source import Source
from tests.fuzz.targets import context
from tests.promises import hold

LETTER = """12. The Consul to the Minister

Lisbon, May 3, 1921.

We met in 19435 of the old count1 and again in room 21 of the house2 by the river. See page 7 of
the report and Document 9 below.3

  1. First note.
  2. Second note.
  3. Third note.
"""


def encoded(*decisions: tuple[DecisionKind, str, str, str, str], text: str = LETTER) -> Encoded:
    placed = []
    for kind, before, words, after, value in decisions:
        context = TextQuote(before, words, after)
        (span,) = find(text, context)
        placed.append((Decision(kind, context, value), span))
    setting = Setting.of("made-up", [("d12", text)], "frus", Authorities((), ()))
    document, _, said = encode(Source("d12.txt", text), "d12", setting, settle(placed))
    return Encoded(document, said, text)


class Encoded:
    """What came of the letter, in the words of the tests."""

    def __init__(self, document: model.Document, said: object, text: str) -> None:
        self.document = document
        self.codes = [one.code for one in said]  # type: ignore[attr-defined] # a tuple of diagnostics
        self.text = text

    @property
    def markers(self) -> list[tuple[str, str]]:
        """Each marker as the words up to it, and its note."""
        found = []
        for leaf in walk(self.document):
            if isinstance(leaf, model.NoteMarker):
                start, end = leaf.span
                words = self.text[max(start - 12, 0) : end].rpartition("\n")[2]
                found.append((words.split(" ")[-1], leaf.note))
        return found

    @property
    def targets(self) -> list[str]:
        return [one.target for one in walk(self.document) if isinstance(one, model.Reference)]


def test_nothing_settled() -> None:
    assert encoded().markers == [("count1", "d12fn1"), ("house2", "d12fn2"), ("below.3", "d12fn3")]


def test_a_marker_stands_where_it_was_decided() -> None:
    work = encoded((DecisionKind.MARKER, "in room ", "2", "1 of the", "2"))
    assert ("2", "d12fn2") in work.markers
    assert [note for _, note in work.markers] == ["d12fn1", "d12fn2", "d12fn3"]


def test_the_notes_around_a_decision_go_by_it() -> None:
    """With the first marker at 1943⁵'s place nothing else may claim that place."""
    work = encoded((DecisionKind.MARKER, "in 1943", "5", " of the", "1"))
    assert work.markers == [("19435", "d12fn1"), ("house2", "d12fn2"), ("below.3", "d12fn3")]


def test_no_marker() -> None:
    work = encoded((DecisionKind.MARKER, "the house", "2", " by the", "none"))
    assert ("house2", "d12fn2") not in work.markers


def test_two_places_for_one_note() -> None:
    work = encoded(
        (DecisionKind.MARKER, "old count", "1", " and", "1"),
        (DecisionKind.MARKER, "in room 2", "1", " of", "1"),
    )
    notes = [note for _, note in work.markers]
    assert notes == ["d12fn1", "d12fn1", "d12fn2", "d12fn3"]


def test_a_note_that_is_not_there() -> None:
    work = encoded((DecisionKind.MARKER, "old count", "1", " and", "8"))
    assert "N205" in work.codes
    assert ("count1", "d12fn1") in work.markers


def test_a_marker_with_another_number_is_in_doubt_until_it_is_decided() -> None:
    text = LETTER.replace("house2", "house88")
    assert "N204" in encoded(text=text).codes
    work = encoded((DecisionKind.MARKER, "the house", "88", " by the", "2"), text=text)
    assert "N204" not in work.codes
    assert ("house88", "d12fn2") in work.markers


def test_a_reference_means_what_was_decided() -> None:
    work = encoded((DecisionKind.REFERENCE, "See ", "page 7", " of the", "#pg_7"))
    assert "#pg_7" in work.targets


def test_no_reference() -> None:
    before = encoded().targets
    after = encoded((DecisionKind.REFERENCE, "and ", "Document 9", " below", "none")).targets
    assert (before, after) == (["#d9"], [])


def test_a_settled_text_loses_nothing() -> None:
    work = encoded((DecisionKind.MARKER, "in room ", "2", "1 of the", "2"))
    assert "S201" not in work.codes


@pytest.mark.parametrize(
    ("profile", "text"),
    [
        ("frus", "No. 1\n\nMr. A to Mr. B\n\nA word1 of2.\n\n[Page 12]\n\n  1. See.\n  2. No.\n"),
        ("gutenberg", "7. Letter\n\nThe note[1] was[2].\n\n[Pg 12]\n\n[1] See.\n\n[2] Lost[1].\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("note", ["1", "2", "none"])
def test_wherever_a_marker_is_decided_to_stand_nothing_is_lost(
    profile: str, text: str, note: str
) -> None:
    """Also in a page mark, in the label of a note, and in the note that it would be a marker of."""
    for match in re.finditer(r"[0-9]{1,4}|[][A-Za-z.]", text):
        start, end = match.span()
        row = {"before": text[:start][-20:], "text": match[0], "after": text[end:][:20]}
        words = "".join(f"{key} = {json.dumps(one)}\n" for key, one in row.items())
        handed = (f'[[marker]]\n{words}note = "{note}"\n', "")
        file = TranscriptionFile(Path("d1.txt"), text.encode(), handed)
        hold(run_stages(file, context(profile)), file.data)
