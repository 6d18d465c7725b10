"""Markers are found where a reader would find them, and nowhere else."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.encode.markers.candidates import blank_pages
from pipeline.encode.notes import find_notes
from pipeline.encode.pages import find_pages
from tests.markers.samples import (
    ROOT,
    markers_of,
    note_settings,
    page_settings,
    seen,
    with_notes,
)

SOURCE = "Source: Department of State, Central Files, 611.00/5–156. Secret."


def test_first_transcription() -> None:
    text = (ROOT / "input" / "frus1945Berlinv02" / "d1282.txt").read_text(encoding="utf-8")
    assert seen(text) == [
        (0, "1", "suggestion"),
        (1, "2", " of China."),
        (2, "3", " judgment."),
        (3, "4", "mo Stalin]"),
        (4, "5", "r 30, 1943"),
        (5, "6", "ed Nations"),
    ]


def test_after_a_year_a_day_and_a_sum() -> None:
    text = with_notes(
        "3. Memorandum for the Record1\n\nWashington, June 4, 1951.\n\nThe Board was set up in "
        "19472 and had spent $1,200,0003 by the end of 1950. It met on July 174 at 3 p.m.",
        SOURCE, "By the Act of July 9, 1947.", "The accounts give $1,020,000.", "No record found.",
    )  # fmt: skip
    assert [(n, before) for n, _, before in seen(text)] == [
        (0, "the Record"), (1, "up in 1947"), (2, "$1,200,000"), (3, "on July 17"),
    ]  # fmt: skip


def test_the_number_of_a_document_is_no_marker() -> None:
    text = with_notes(
        "No. 5\nThe Secretary to Captain Ruiz\n\nTrieste, March 9, 1872.\n\nYou will buy the glass "
        "at Lisbon and the brass2 where it is cheap. You will engage nobody.3",
        "For the price, see Document 1.", "A bell was bought as well.", "The reason is not known.",
    )  # fmt: skip
    assert "5" not in {label for _, label, _ in seen(text)}


def test_counting_from_nought() -> None:
    text = with_notes(
        "12. Telegram From the Embassy in Japan to the Department of State 0\n\nTokyo, May 1, 1958."
        "\n\nThe Minister asked about the note.1 The Ambassador gave no answer.2",
        SOURCE, "Not printed.", "He did so on May 3.",
    )  # fmt: skip
    assert [label for _, label, _ in seen(text)] == ["0", "1", "2"]


def test_symbols_beside_numbers() -> None:
    text = with_notes(
        "12. Paper Prepared in the Department1\n\nWashington, May 1, 1958.\n\nThe forces are weak.*"
        " The allies are stronger.† The budget is short.2",
        SOURCE, "Footnote in the original.", "Footnote in the original.", "Not printed.",
    )  # fmt: skip
    expected = [(0, "1"), (1, "*"), (2, "†"), (3, "2")]
    assert [(note, label) for note, label, _ in seen(text)] == expected


def test_gap_and_repeated_label() -> None:
    text = with_notes(
        "12. Letter From Mr. Smith to Mr. Jones1\n\nWashington, May 1, 1958.\n\nThe first treaty "
        "failed.2 The second treaty failed too.2 The third one held.4",
        SOURCE, "Not printed.", "Not printed either.", "It did so for a year.",
    )  # fmt: skip
    assert [(n, label) for n, label, _ in seen(text)] == [(0, "1"), (1, "2"), (2, "2"), (3, "4")]


def test_second_marker_of_one_note() -> None:
    text = with_notes(
        "9. Memorandum by the Legal Adviser1\n\nWashington, May 4, 1956.\n\nThe second article of "
        "the draft2 repeats the old treaty, and so does the fifth article of the draft.2 Nothing "
        "else is new.3",
        SOURCE, "Not printed.", "See Document 3.",
    )  # fmt: skip
    assert [note for note, _, _ in seen(text)] == [0, 1, 1, 2]


def test_note_without_marker_gets_none() -> None:
    text = with_notes(
        "6. Telegram From the Department of State to the Embassy in Freedonia1\n\nWashington, "
        "May 4, 1956.\n\nThe note was delivered and the answer awaited.",
        SOURCE, "Not found.",
    )  # fmt: skip
    assert [note for note, _, _ in seen(text)] == [0]


TWICE = "The figures are those of the draft, without what was added in May."


def test_a_repeated_note_leaves_the_later_ones_their_markers() -> None:
    body = (
        "6. Telegram From the Department of State to the Embassy in Freedonia1\n\nWashington, "
        "May 4, 1956.\n\nThe draft{} was delivered. The treaty is ready.{} It was signed.{}"
    )
    notes = (SOURCE, TWICE, TWICE, "Not printed.", "See Document 3.")
    once = with_notes(body.format("2", "3", "4"), *notes)
    assert [(n, label) for n, label, _ in seen(once)] == [(0, "1"), (1, "2"), (3, "3"), (4, "4")]
    lost = with_notes(body.format("2", "", "5"), *notes)
    assert (4, "5") in [(n, label) for n, label, _ in seen(lost)]


def test_page_marks_hold_no_marker() -> None:
    text = with_notes("Heading1\n\nIt began [Page 2] and it ended.2", SOURCE, "Not printed.")
    page = text.index("[Page")
    assert all(not page <= marker.span[0] < page + 8 for marker in markers_of(text))
    assert [note for note, _, _ in seen(text)] == [0, 1]


def test_without_notes_there_are_no_markers() -> None:
    assert markers_of("Heading1\n\nText.2\n") == ()


def test_sure_places_are_sure_and_doubtful_ones_have_runners_up() -> None:
    sure = with_notes("Heading1\n\nIt began well and ended badly.2", SOURCE, "Not printed.")
    assert all(marker.confidence > 0.9 for marker in markers_of(sure))
    body = "Heading1\n\nThe accounts were read.2 The minutes were read.2"
    doubtful = markers_of(with_notes(body, SOURCE, "Not printed."))
    assert any(marker.runners_up or marker.note == 1 for marker in doubtful)


@example(body="2 2", count=3)
@given(st.text(alphabet="12a. *\n\t[]Page5,", max_size=60), st.integers(1, 4))
def test_markers_rise_and_cover_their_label(body: str, count: int) -> None:
    text = with_notes(f"Heading1\n\n{body}", *["Note."] * count)
    notes = find_notes(text, note_settings())
    blank = blank_pages(text, find_pages(text, page_settings()))
    done = 0
    for marker in markers_of(text):
        assert marker.span[0] >= done
        assert blank[slice(*marker.span)].strip(" ") == marker.label
        assert notes is not None
        assert 0 <= marker.note < len(notes.notes)
        assert 0 <= marker.confidence <= 1.000001
        done = marker.span[1]


@pytest.mark.growth
@pytest.mark.parametrize(
    "body",
    ["[" + "a" * 50_000, " " * 100_000 + "x", "1" * 50_000, "1 " * 30_000, "*" * 50_000, "a" * 99],
)
def test_no_input_runs_away(body: str) -> None:
    start = process_time()
    markers_of(with_notes(f"Heading1\n\n{body}", SOURCE, "Not printed."))
    assert process_time() - start < 3


@pytest.mark.growth
def test_time_grows_in_step_with_the_number_of_notes() -> None:
    def seconds(count: int) -> float:
        body = " ".join(
            f"The point was made in 1950 by number {i % 31} of them.{i}" for i in range(1, count)
        )
        text = with_notes(body, *["Not printed."] * (count - 1))
        start = process_time()
        assert len(markers_of(text)) > count * 0.9
        return process_time() - start

    seconds(50)
    # Both counts have three figures: a number with one more can be parted in more ways.
    many = min(seconds(900) for _ in range(3))
    assert many < 5 * min(seconds(300) for _ in range(3))


def test_figures_that_the_count_reaches_but_for_one_between_are_no_markers_in_turn() -> None:
    notes = "\n".join(f"  {number}. Not printed." for number in range(10, 15))
    text = (
        "12. Letter From Mr. Smith\n\nWashington, May 1, 1958.\n\nThe lamp used oil.8910"
        f" It burned.11 It went out.12 The keeper slept.13 The ship came.14\n{notes}\n"
    )
    assert {"11", "12", "13", "14"} <= {label for _, label, _ in seen(text)}


def test_a_number_that_the_count_reaches_is_not_three_markers_side_by_side() -> None:
    count = range(1, 131)
    body = " ".join(f"The point was made by number {i % 31} of them.{i}" for i in count)
    found = markers_of(with_notes(body, *["Not printed."] * len(count)))
    assert [marker.label for marker in found] == [str(i) for i in count]
