"""Letters, symbols and numbers in tables are told from the words and sums they stand at."""

from __future__ import annotations

from bisect import bisect_right

import pytest

from pipeline.encode.markers.settings import MarkerWeights
from tests.markers.samples import marker_settings, markers_of, seen, with_notes

SOURCE = "Source: Department of State, Central Files, 611.00/5–156. Secret."
OPENING = "12. Paper Prepared in the Department1\n\nWashington, May 1, 1958.\n\n"


def test_letters_at_cells_are_no_ends_of_words() -> None:
    rows = (
        "\t\t1958\t\t1959", "Bombers\t\t5\t\t7", "Total\t\t14\t\t16", "Missilesa\t\t3\t\t9",
        "Korea\t\t12\t\t14", "India\t\t2\t\t4", "Reserveb\t\t7\t\t8",
    )  # fmt: skip
    table = "\n".join(rows) + "\n\nKorea and India have no total.2"
    text = with_notes(
        OPENING + table, SOURCE, "Includes those on order. [Footnote in the source text.]",
        "Not yet trained. [Footnote in the source text.]", "Not printed.",
    )  # fmt: skip
    assert [(note, label) for note, label, _ in seen(text)] == [
        (0, "1"), (1, "a"), (2, "b"), (3, "2"),
    ]  # fmt: skip


def test_notes_with_one_text_have_one_label() -> None:
    twin = "Includes three boats that are working up and not yet fit for service."
    table = "\t\t1958\t\t1959\nBoats\t\t11*\t\t14*\nTenders\t\t3\t\t4\n\nNo more are planned.2"
    text = with_notes(OPENING + table, SOURCE, twin, twin, "Not printed.")
    assert [(note, label) for note, label, _ in seen(text)] == [
        (0, "1"), (1, "*"), (2, "*"), (3, "2"),
    ]  # fmt: skip


def test_symbols_that_a_text_has_for_itself_take_no_notes() -> None:
    table = "\t\t1958\t\t1959\nBoats\t\t11*\t\t14*\nTenders*\t\t3\t\t4*\n\n*Estimated.\n\nNo more.2"
    text = with_notes(OPENING + table, SOURCE, "Not printed.")
    assert [(note, label) for note, label, _ in seen(text)] == [(0, "1"), (1, "2")]


def test_a_number_alone_on_its_line_is_never_sure() -> None:
    text = with_notes(OPENING + "The boats are few.\n\n2\n\nThey are old.", SOURCE, "a Estimated.")
    assert all(m.confidence <= 0.9 for m in markers_of(text) if m.note == 1)


def test_a_number_that_only_the_list_counts_is_no_printed_marker() -> None:
    table = "\t\t1958\t\t1959\nBoatsa\t\t11\t\t14\nTenders\t\t3\t\t4\n3\n\nNo more follow.3"
    text = with_notes(
        OPENING + "See it.2\n\n" + table, SOURCE, "Not found.", "a Estimated.", "Not printed."
    )
    assert [(m.note, m.label, m.printed) for m in markers_of(text)] == [
        (0, "1", True), (1, "2", True), (2, "3", False), (3, "3", True),
    ]  # fmt: skip


def test_a_number_below_a_signature_is_a_printed_marker() -> None:
    text = with_notes(OPENING + "The boats are few.\n\nThorp\n2", SOURCE, "Of the Navy.")
    assert [(m.note, m.printed) for m in markers_of(text)] == [(0, True), (1, True)]


def test_the_scale_of_confidence_rises() -> None:
    weights = marker_settings().weights
    knots = [knot for knot, _ in weights.scale]
    assert knots == sorted(knots)
    values = [weights.calibrate(step / 200) for step in range(201)]
    assert values == sorted(values)
    assert 0 <= values[0] <= values[-1] == 1.0
    assert bisect_right(knots, 1.0) == len(knots)


def test_the_scale_is_read_in_line_between_its_knots() -> None:
    weights = MarkerWeights({}, [(0.5, 0.3), (1.0, 1.0)])
    assert weights.calibrate(0.25) == pytest.approx(0.15)
    assert weights.calibrate(0.75) == pytest.approx(0.65)
