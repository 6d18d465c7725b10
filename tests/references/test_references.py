"""References get the addresses that a reader of the volume would give them.

Each ``*.txt`` beside this file holds cases: its first line tells where they stand, each line
after it is one text with its references marked, in the order of one document's notes.
"""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.encode.pages import PageSettings, find_pages
from pipeline.encode.references import (
    CitedVolume,
    PageIndex,
    ReferenceContext,
    ReferenceSettings,
    find_references,
)
from pipeline.encode.references.addresses import find_addresses
from pipeline.encode.references.volumes import volume_number
from tests.marked import marked, unmarked

SETTINGS = ReferenceSettings.from_table(
    tomllib.loads((files("pipeline.encode") / "profiles/frus/references.toml").read_text("utf-8"))
)
PLACE = re.compile(
    r"# edition (?P<edition>\S+), document (?P<document>\S+) of (?P<documents>[^,]+)"
    r"(?:, pages from (?P<first>[0-9]+))?"
)
PAGES = PageSettings.from_table({"before": "[Page ", "number": "[0-9]+", "after": "]"})
CASES = sorted(Path(__file__).parent.glob("*.txt"))
NOTE = ReferenceContext("frus1964-68v07", "d129", ("d128", "d129", "d130"))


def place_of(line: str) -> ReferenceContext:
    match = PLACE.fullmatch(line)
    assert match, line
    documents = tuple(match["documents"].split(" "))
    pages = PageIndex()
    if match["first"]:
        first = int(match["first"])
        texts = {name: f"Text.\n[Page {first + 2 * i + 1}]" for i, name in enumerate(documents)}
        pages = replace(index_of(texts), last=first + 900)
    return ReferenceContext(match["edition"], match["document"], documents, pages)


def index_of(texts: Mapping[str, str]) -> PageIndex:
    return PageIndex.of((name, text, find_pages(text, PAGES)) for name, text in texts.items())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_cases(path: Path) -> None:
    head, *lines = path.read_text("utf-8").rstrip("\n").split("\n")
    context = place_of(head)
    said = []
    for line in lines:
        found = find_references(unmarked(line), context, SETTINGS)
        context = replace(context, cited=found.cited)
        said.append(marked(unmarked(line), [(mark.span, mark.target) for mark in found.marks]))
    assert said == lines


def test_a_document_s_own_words_cite_no_page_of_the_volume() -> None:
    context = ReferenceContext("frus1951v07p2", "d12", ("d12",), editorial=False)
    assert not find_references("Delete the line on page 3.", context, SETTINGS).marks
    found = find_references("Delete the line [see p. 1471].", context, SETTINGS)
    assert [mark.target for mark in found.marks] == ["#pg_1471"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Regarding telegram 13, see footnote 2 thereto.", "footnote 2 thereto"),
        ("See footnote 3 to the memorandum of May 5.", "footnote 3"),
        ("See ibid., Document 272.", "ibid., Document 272"),
        ("See Foreign Relations, 1961–1963, pp. 234–237.", "Foreign Relations, 1961"),
        ("See Foreign Relations, 1969–1972, volume IX.", "Foreign Relations, 1969"),
    ],
)
def test_what_cannot_be_resolved_is_told(text: str, phrase: str) -> None:
    found = find_references(text, NOTE, SETTINGS)
    assert not found.marks
    assert [text[slice(*one.span)] for one in found.unresolved] == [phrase]
    assert all(one.reason for one in found.unresolved)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("As he says in his memoirs, p. 1408.", "p. 1408"),
        ("The paper by Garrow, Director of the Harbour Board, p. 1448.", "p. 1448"),
        ("HBC 12/3, pp. 1444 ff.", "pp. 1444"),
        ("See page 1405 of his dispatch.", "page 1405"),
        ("The charts are in his atlas, volume ii.", "volume ii"),
    ],
)
def test_where_the_words_do_not_tell_whose_it_is_there_is_no_link(text: str, phrase: str) -> None:
    found = find_references(text, replace(NOTE, edition="frus1951v07p2"), SETTINGS)
    assert not found.marks
    assert [text[slice(*one.span)] for one in found.unresolved] == [phrase]
    assert ["whose" in one.reason for one in found.unresolved] == [True]


@pytest.mark.parametrize("text", ["Hertz, The Map of Arcadia, p. 1425.", "Maps, vol. ii, p. 12."])
def test_of_another_work_nothing_is_told(text: str) -> None:
    found = find_references(text, replace(NOTE, edition="frus1951v07p2"), SETTINGS)
    assert not found.marks
    assert not found.unresolved


def test_a_note_on_a_page_of_several_documents_is_not_guessed() -> None:
    pages = index_of({"d1": "The end.1 [Page 2]In 1954.", "d2": "The Board met. [Page 3]"})
    context = ReferenceContext("frus1952-54v02p1", "d9", ("d1", "d2", "d9"), pages)
    found = find_references("See footnote 4, p. 2.", context, SETTINGS)
    assert not found.marks
    assert [one.reason for one in found.unresolved] == ["several documents stand on the page"]


@pytest.mark.parametrize("end", ["the Board.4", "the Board”4 met", "of the Board: 4\n"])
def test_a_note_is_in_the_document_that_has_a_marker_on_the_page(end: str) -> None:
    pages = index_of({"d1": f"The end. [Page 2]By {end}", "d2": "Letter1\nSecret [Page 3]Yes.4"})
    context = ReferenceContext("frus1952-54v02p1", "d9", ("d1", "d2", "d9"), pages)
    found = find_references("See footnote 4, p. 2.", context, SETTINGS)
    assert [mark.target for mark in found.marks] == ["#d1fn4"]
    second = find_references("See the second footnote 4, p. 2.", context, SETTINGS)
    assert not second.marks


def test_the_part_that_a_link_leaves_out_is_told() -> None:
    context = ReferenceContext("frus1958-60v10p2", "d7", ("d6", "d7", "d8"))
    text = "See Part 1, Documents 6 and 8."
    found = find_references(text, context, SETTINGS)
    assert [mark.target for mark in found.marks] == ["#d6", "#d8"]
    assert [text[slice(*one.span)] for one in found.unresolved] == ["Part 1"]


def test_another_work_ends_what_ibid_means() -> None:
    first = find_references(
        "See Foreign Relations, 1961–1963, vol. I, Document 93.", NOTE, SETTINGS
    )
    carried = replace(NOTE, cited=first.cited)
    assert find_references("See ibid., Document 94.", carried, SETTINGS).marks
    between = find_references("Department of State, Central Files, 751K.00.", carried, SETTINGS)
    after = replace(NOTE, cited=between.cited)
    assert not find_references("See ibid., Document 94.", after, SETTINGS).marks


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("iv", 4), ("IX", 9), ("xxxviii", 38), ("XL", 40), ("iiii", None), ("vx", None), ("", None)],
)
def test_roman_numerals(numeral: str, value: int | None) -> None:
    assert volume_number(numeral) == value


PIECES = st.sampled_from([
    "Foreign Relations, ", "1955–1957, ", "1951, ", "vol. ", "volumes ", "IX", "v", "Part 2, ",
    "Document ", "Documents ", "44", "9", " and ", ", ", "–", "footnote ", "thereto", " supra",
    "ibid., ", "p. ", "pp. ", "ante, ", "[", "]", ". ", "see ", "E–5", "No. ", "ff.", " ",
    "Hertz, ", "The Map of Arcadia, ", "the letter of May 3, ", "(", ")", "“", "”", "; ", ": ",
])  # fmt: skip


@given(st.lists(PIECES, max_size=14), st.sampled_from(CASES), st.booleans())
def test_marks_are_in_the_text_and_disjoint(pieces: list[str], path: Path, own: bool) -> None:  # noqa: FBT001 (drawn by hypothesis)
    text = "".join(pieces)
    context = replace(place_of(path.read_text("utf-8").split("\n")[0]), editorial=own)
    found = find_references(text, context, SETTINGS)
    spans = sorted([mark.span for mark in found.marks] + [one.span for one in found.unresolved])
    assert [mark.span for mark in found.marks] == sorted(mark.span for mark in found.marks)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@pytest.mark.growth
@pytest.mark.parametrize(
    "piece",
    [
        "[aaaaa", "     x", "ibid. ", "Documents 1, 2, ", "footnote 1 and ", "p. 3 [ ", "11111111",
        "Foreign Relations, 1951, vol. vi, A b, ", "volumes I, I, ", "Document 1 and footnote 2, ",
        "Hertz, The Map, ", "(A, 1923), p. 3 ", "“a, p. 3 ", "Mr. A; p. 3", "(((p. 3",
    ],
)  # fmt: skip
def test_takes_time_in_step_with_the_text(piece: str) -> None:
    cited = CitedVolume("1951", "v06")
    context = ReferenceContext("frus1951v07p2", "d12", ("d12",), cited=cited, editorial=False)

    def seconds(times: int) -> float:
        text = piece * times
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            find_references(text, context, SETTINGS)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(1500) < 4 * max(seconds(750), 0.005)


@pytest.mark.growth
def test_an_address_with_brackets_without_end_takes_time_in_step_with_them() -> None:
    start = time.process_time()
    assert list(find_addresses("see http://example.org/" + ")" * 400_000)) == []
    assert time.process_time() - start < 5
