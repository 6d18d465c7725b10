"""Dates of datelines and headings have the values that a reader gives them."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.encode.dates import (
    DateMark,
    DateSettings,
    find_dates,
    find_heading_date,
    find_places,
)
from tests.marked import marked, unmarked

SETTINGS = DateSettings.from_table(
    tomllib.loads((files("pipeline.encode") / "profiles/frus/dates.toml").read_text("utf-8"))
)
DATELINES = [
    line
    for line in (Path(__file__).parent / "datelines.txt").read_text("utf-8").split("\n")
    if line and not line.startswith("#")
]


def value(mark: DateMark) -> str:
    return mark.when or f"{mark.from_}/{mark.to}"


@pytest.mark.parametrize("line", DATELINES)
def test_datelines(line: str) -> None:
    text = unmarked(line)
    found = find_dates(text, SETTINGS)
    assert marked(text, [(mark.span, value(mark)) for mark in found]) == line


def test_the_heading_ends_with_its_date() -> None:
    heading = "46. Memorandum of a Conversation, Rome, February 28, 1955, 4–7:05 p.m."
    mark = find_heading_date(heading, SETTINGS)
    assert mark is not None
    assert (value(mark), heading[slice(*mark.span)]) == ("1955-02-28", "February 28, 1955")


def test_a_date_inside_a_heading_is_not_the_documents() -> None:
    heading = "46. Answer to the Letter of February 28, 1955, From the Prime Minister"
    assert find_heading_date(heading, SETTINGS) is None


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("Washington, May 2, 1969.", "Washington"),
        ("[New Delhi,] May 2, 1969.", "New Delhi"),
        ("Rio de Janeiro, May 2, 1969.", "Rio de Janeiro"),
        ("Washington, D.C., May 2, 1969.", "Washington, D.C."),
        ("Manila, undated.", "Manila"),
        ("May 2, 1969.", None),
        ("Undated.", None),
    ],
)
def test_the_place_stands_before_the_date(dateline: str, place: str | None) -> None:
    spans = find_places(dateline, find_dates(dateline, SETTINGS))
    assert [dateline[start:end] for start, end in spans] == ([place] if place else [])


@given(st.text(alphabet="May1 29,–/.Z0[]noon:pm", max_size=60))
def test_marks_are_in_the_text_and_disjoint(text: str) -> None:
    spans = [mark.span for mark in find_dates(text, SETTINGS)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    find_heading_date(text, SETTINGS)


@pytest.mark.growth
@pytest.mark.parametrize("piece", ["[aaaa", "     x", "May 1, ", "May ", "1 of of ", "May , , , "])
def test_takes_time_in_step_with_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find_dates(text, SETTINGS)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(3000) < 4 * max(seconds(1500), 0.005)
