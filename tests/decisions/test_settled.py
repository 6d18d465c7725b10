"""What a person has settled holds in the encoded document, and the rest goes by it."""

from __future__ import annotations

from pipeline.encode import Setting, encode
from pipeline.model import document as model
from pipeline.model.authority import Authorities
from pipeline.model.decisions import Decision, DecisionKind, TextQuote, find, settle
from pipeline.model.document import walk
from pipeline.model.source import Source

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
