"""Places go to the editor and come back, whatever the text is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.workspace import PositionCodec

from pipeline.model.diagnostics import Location
from pipeline.review.language_server.positions import EditorText

TEXTS = st.text(st.sampled_from("ab é𝔐\f\u2028\n\r"), max_size=40)
ENCODINGS = tuple(types.PositionEncodingKind)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(text=TEXTS)
def test_an_offset_comes_back(encoding: types.PositionEncodingKind, text: str) -> None:
    here = EditorText(text, PositionCodec(encoding))
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":  # nobody can point into a line end
            assert here.offset_of(here.position(offset)) == offset


@given(text=TEXTS)
def test_a_place_is_found_as_the_pipeline_tells_it(text: str) -> None:
    here = EditorText(text, PositionCodec())
    end = "\n" if "\n" in text else "\r"
    for offset in range(len(text) + 1):
        before = text[:offset].split(end)
        line, column = len(before), len(before[-1]) + 1
        assert here.offset(line, column) == offset


def test_units_of_each_encoding() -> None:
    columns = [
        EditorText("é𝔐x", PositionCodec(encoding)).range(Location("", 1, 3, 1, 4)).start.character
        for encoding in ENCODINGS
    ]
    assert dict(zip(ENCODINGS, columns, strict=True)) == {
        types.PositionEncodingKind.Utf8: 6,
        types.PositionEncodingKind.Utf16: 3,
        types.PositionEncodingKind.Utf32: 2,
    }
