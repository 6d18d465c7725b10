"""A book lists the signs that it shows for transcribers' marks, and no others."""

from __future__ import annotations

import pytest

from pipeline.book.signs import editorial_signs
from pipeline.book.words import SignWords, words_in
from pipeline.model import document as model
from tests.marks.encoded import LETTER, Encoded

WORDS = words_in("en").signs


def listed(text: str, view: str = "diplomatic", words: SignWords = WORDS) -> list[str]:
    document = Encoded(LETTER.format(f"The stones {text} came.")).document
    signs = editorial_signs((document,), "reading" if view == "reading" else "diplomatic", words)
    if signs is None:
        return []
    block = signs.blocks[1]
    assert isinstance(block, model.List)
    return [model.text_of(item, readings=True) for item in block.items]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("_of lime_", []),
        ("of lime", []),
        ("[deleted: of lime]", ["abc – struck out by the writer"]),
        ("[gap: 3 words]", [" – words that cannot be read or are lost"]),
        (
            "[sic: fo | of] [margin: so]",
            [
                "abc [abd] – what is written, and the reading of the editors",
                "abc – in the margin of the source",
            ],
        ),
    ],
)
def test_signs_that_are_used_are_listed(text: str, right: list[str]) -> None:
    assert listed(text) == right


def test_text_as_it_is_read_has_fewer_signs() -> None:
    text = "[deleted: of] [unclear: lime] [gap] [hand: Pell]"
    assert len(listed(text)) == 4
    assert listed(text, "reading") == [" – words that cannot be read or are lost"]


@pytest.mark.parametrize("language", ["de", "fr", "pt"])
def test_each_language_has_words_for_them(language: str) -> None:
    assert listed("[deleted: of]", words=words_in(language).signs)
