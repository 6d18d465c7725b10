"""Documents that go on with the note numbers of the one before are told from those that do not."""

from __future__ import annotations

from pipeline.encode import Setting, encode
from pipeline.encode.carried import carried_numbers
from pipeline.encode.notes import counted
from pipeline.model.authority import Authorities
from pipeline.model.source import Source
from tests.markers.samples import note_settings, with_notes

NOTE = "Not printed."


def letter(*markers: str) -> str:
    """Give a letter with a note at the end of each sentence; its list counts from 1."""
    body = "".join(f"\n\nThe lamp of the mole was out.{marker} Nobody came." for marker in markers)
    head = "893.51/6612\n\nThe Harbour Master (Weber) to the Board\n\nTrieste, May 17, 1932."
    return with_notes(f"{head}{body}\n\nCarl Weber", *[NOTE] * len(markers))


THROUGH = [
    ("d1", letter("1", "2", "3")),
    ("d2", letter("4")),
    ("d3", letter("5", "5a", "6")),
    ("d4", letter("7", "8")),
]


def test_numbers_that_run_through_are_carried_from_document_to_document() -> None:
    assert carried_numbers(THROUGH, note_settings()) == {"d2": 3, "d3": 4, "d4": 6}


def test_a_number_with_a_letter_carries_the_number_on() -> None:
    texts = [*THROUGH[:2], ("d3", letter("4a")), ("d4", letter("4b", "5"))]
    assert carried_numbers(texts, note_settings())["d4"] == 4


def test_documents_that_count_for_themselves_carry_nothing() -> None:
    texts = [(f"d{n}", letter("1", "2")) for n in range(4)]
    assert carried_numbers(texts, note_settings()) == {}


def test_after_99_the_numbers_begin_anew() -> None:
    texts = [("d1", letter("97", "98", "99")), ("d2", letter("1", "2")), ("d3", letter("3", "4"))]
    assert carried_numbers(texts, note_settings()).get("d3", 2) == 2


def test_the_number_before_tells_a_year_from_a_marker() -> None:
    """Alone, ``193147`` could be the year 1931 with note 47 or a number of six figures."""
    last = letter("4").replace("out.4", "out in 19314")
    texts = [*THROUGH[:1], ("d2", last), ("d3", letter("5", "6"))]
    setting = Setting.of("made-up", texts, "frus", Authorities((), ()))
    document, _, said = encode(Source("d2.txt", last), "d2", setting)
    assert [note.label for note in document.notes] == ["4"]
    assert [one.code for one in said if one.code in {"N107", "N201", "N207"}] == ["N207"]


def test_what_a_list_should_count() -> None:
    lists = {
        "58 59 60": [58, 59, 60],
        "1 3 2 4": [1, 2, 3, 4],
        "1 1 3 4": [1, 2, 3, 4],
        "1 2 4 5": [1, 2, 4, 5],
        "1 2 9 4 5": [1, 2, 3, 4, 5],
        "59 60 60a 61": [59, 60, 60, 61],
        "1 2 3 1 2": [1, 2, 3, 1, 2],
        "a b c": [1, 2, 3],
    }
    assert {one: counted(one.split(" ")) for one in lists} == lists
