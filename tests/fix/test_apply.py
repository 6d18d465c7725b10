"""Fixes led back to the raw file: past CRLF, byte-order marks and letters with marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.diagnostics import (
    Finding,
    Fix,
    Location,
    Mending,
    Message,
    Replacement,
    Severity,
)
from pipeline.model.document import Span
from pipeline.model.source import Source
from pipeline.normalize import normalize
from pipeline.review.fix.apply import apply, compatible

RULE = Message("T999", "a-rule", Severity.INFO, summary="", why="", example="", remedy="")


def source_of(raw: str) -> Source:
    return normalize(raw.encode(), "d1.txt")[0]


def fixes_of(source: Source, *changes: tuple[Span, str]) -> list[Fix]:
    """Give each change as a fix of its own, as the stages do."""
    findings = [
        Finding(span, "", "", fix=Mending.safely("", (span, text))) for span, text in changes
    ]
    return [one.fix for one in source.diagnose(RULE, findings) if one.fix]


RAW = st.lists(
    st.sampled_from(["a", " ", "\r\n", "\n", "e\u0301", "\U0001f600", "\u212b", "\u0958"])
).map("".join)


@given(st.booleans(), RAW, RAW, st.sampled_from(["", "x", " "]), RAW)
def test_a_change_in_the_raw_file_is_that_change_in_the_text(
    mark: bool,  # noqa: FBT001 - Hypothesis gives it by place
    before: str,
    meant: str,
    text: str,
    after: str,
) -> None:
    begin = "\ufeff" if mark else ""
    # What stands between keeps letters from taking marks that are not theirs.
    raw = f"{begin}{before}[{meant}]{after}"
    source = source_of(raw)
    start = source.text.index("[") + 1
    changed = apply(raw, fixes_of(source, ((start, source.text.index("]")), text)))
    assert changed == f"{begin}{before}[{text}]{after}"


@given(RAW, st.data())
def test_a_change_inside_an_edit_takes_all_of_it(raw: str, data: st.DataObject) -> None:
    source = source_of(raw)
    start = data.draw(st.integers(0, len(source.text)))
    end = data.draw(st.integers(start, len(source.text)))
    changed = apply(raw, fixes_of(source, ((start, end), "|")))
    assert source_of(changed).text == source.text[:start] + "|" + source.text[end:]


def test_half_of_two_composed_letters_is_replaced_with_both() -> None:
    # U+0958 composes to two letters, so that a place between them has no place in the raw text.
    raw = "x\u0958y"
    source = source_of(raw)
    assert len(source.text) == len("x") + 2 + len("y")
    changed = apply(raw, fixes_of(source, ((2, 3), "z")))
    assert source_of(changed).text == source.text[:2] + "z" + source.text[3:]


def fix(*changes: tuple[int, int, str]) -> Fix:
    placed = (
        Replacement(Location("d1.txt", 1, start + 1, 1, end + 1), text)
        for start, end, text in changes
    )
    return Fix("", tuple(placed), safe=True)


@pytest.mark.parametrize(
    ("fixes", "text"),
    [
        ([fix((1, 2, "x")), fix((3, 4, "y"))], "axcyef"),
        ([fix((3, 4, "y")), fix((1, 2, "x"))], "axcyef"),
        ([fix((1, 3, "x")), fix((2, 4, "y"))], "axdef"),
        ([fix((1, 2, "x")), fix((2, 3, "y"))], "axcdef"),
        ([fix((2, 2, "x")), fix((2, 2, "x"))], "abxcdef"),
        ([fix((0, 1, "x"), (4, 5, "z")), fix((2, 3, "y"))], "xbydzf"),
        ([fix((0, 1, "x"), (4, 5, "z")), fix((4, 5, "y"))], "xbcdzf"),
    ],
)
def test_of_fixes_that_overlap_or_touch_the_first_is_made(fixes: list[Fix], text: str) -> None:
    assert apply("abcdef", compatible(fixes, "abcdef")) == text
