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
    (path.stem.removeprefix("datelines-"), line)
    for path in sorted(Path(__file__).parent.glob("datelines*.txt"))
    for line in path.read_text("utf-8").split("\n")
    if line and not line.startswith("#")
]


def value(mark: DateMark) -> str:
    bounds = ">".join([mark.not_before or "", mark.not_after or ""]).strip(" ")
    stretch = f"{mark.from_}/{mark.to}"
    value = mark.when or (stretch if mark.from_ else bounds)
    doubt = "" if mark.cert is None else f" {mark.cert}"
    return " ".join([value + doubt, *mark.calendars])


@pytest.mark.parametrize(("language", "line"), DATELINES)
def test_datelines(language: str, line: str) -> None:
    text = unmarked(line)
    found = find_dates(text, SETTINGS, "en" if language == "datelines" else language)
    assert marked(text, [(mark.span, value(mark)) for mark in found]) == line


@pytest.mark.parametrize(
    ("language", "when"),
    [("en-US", "1921-03-05"), ("en-GB", "1921-05-03"), ("de-AT", "1921-05-03"), ("en", None)],
)
def test_figures_alone_are_read_as_the_language_has_them(language: str, when: str | None) -> None:
    found = find_dates("Hamburg, 3/5/1921", SETTINGS, language)
    assert [mark.when for mark in found] == ([when] if when else [])


@pytest.mark.parametrize(
    ("dateline", "value_"),
    [
        ("Trieste, May 3.", "1921-05-03"),
        ("Trieste, May 3, 10 a.m.", "1921-05-03T10:00:00"),
        ("Trieste, 3/5 21", "1921-05-03"),
        ("Trieste, 4/5 21", "1921-05-04"),  # misdated by a day, in the century of the heading
        ("Trieste, May 4.", None),
        ("Trieste, 3. 5. 22", None),
    ],
)
def test_a_year_left_out_is_that_of_the_heading(dateline: str, value_: str | None) -> None:
    heading = find_heading_date("9. Anna Mohr to Karl Stein, 3. 5. [1921]", SETTINGS, "en-GB")
    assert heading is not None
    found = find_dates(dateline, SETTINGS, "en-GB", lambda: heading)
    assert [mark.when for mark in found] == ([value_] if value_ else [])


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
        ("Paris, ce lundi 4 mars 1788", "Paris"),
        ("Linz, am Dienstag, den 2. Mai 1911", "Linz"),
        ("Triest, Ende Mai 1911", "Triest"),
        ("Petrograd, October 25 [November 7], 1917", "Petrograd"),
        ("Haven, before May 2, 1911", "Haven"),
        ("Cartagena de Indias y Mayo 22 de 1741", "Cartagena de Indias"),
        ("Berlin, Sonntag früh [19. März 1848]", "Berlin"),
        ("Tuesday night [August 18, 1789]", None),
        ("Vendredi soir.", None),
        ("Dabam Patavii, Idibus Martiis MDCCXXVI.", "Patavii"),
        ("Auburn, N. Y., April 22, 1884", "Auburn, N. Y."),
        ("Dresden, Ostersonntag 1907", "Dresden"),
        ("Roma, 5 giugno '44", "Roma"),
        ("Auburn 1884", "Auburn"),
        ("Paris, July —, 1870. (Received July 21, 1870.)", "Paris"),
        ("Santo Domingo, May 2, 1911", "Santo Domingo"),
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


@pytest.mark.growth
@pytest.mark.parametrize("words", ["on ", "on. the, ", "Paris, ", "a’a’", ". "])
def test_a_dateline_without_end_is_read_in_its_length(words: str) -> None:
    dateline = f"Paris, {words * 20_000}May 3, 1951"
    dates = find_dates(dateline, SETTINGS)
    start = time.process_time()
    find_places(dateline, dates)
    assert time.process_time() - start < 2
