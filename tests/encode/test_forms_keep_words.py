"""Whatever form a text is handed in: each word of it is there once, and leads back to its place."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.encode import lay_out
from pipeline.encode.profile import load
from pipeline.normalize import normalize

PROFILE = load("frus")
WORD = re.compile(r"w[a-j]{4}")
MARKERS = ("{}", "[{}]", "({})", "^{}", "/{}/", "<sup>{}</sup>", " [note {}]", "[^{}]")
ITEMS = (
    "  {}. W", "{}. W", "[{}] W", "({}) W", "{} W", "[^{}]: W", "[Footnote {}: W]", "^{} W",
    "W ↩", "W\n\n    W", "W \f W", "{}. W\n13\n\fW", "{}. W [p. 13] W",
)  # fmt: skip
PAGES = (
    "", "\f", "\n\n12\n\f\n", "\n\n   12\n\f\nNotes\n\n", " [p. 12] ", "\n\n[p. 12]\n\n",
    "\n\n[12]\n\n", "\n\n12 PORT OF SANDWICK\n\n", "\n\n_____\n\n",
)  # fmt: skip
INLINE = ("", r"\footnote{W}", "<ref>W</ref>", "^[W [p. 12] W]", "[Footnote: W\f W]")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A letter with notes below its paragraphs or at its end, in forms that may be mixed."""
    marker, item = draw(st.sampled_from(MARKERS)), draw(st.sampled_from(ITEMS))
    numbers: list[int] = []
    parts = ["7. Letter W\n\n"]
    for number in range(1, draw(st.integers(1, 6)) + 1):
        numbers.append(number)
        parts += ["W W", marker.format(number), draw(st.sampled_from(INLINE))]
        parts += [draw(st.sampled_from((". W", ", W", ". W.\n\n"))), draw(st.sampled_from(PAGES))]
        if draw(st.booleans()):
            form = draw(st.sampled_from((item, item, item, draw(st.sampled_from(ITEMS)))))
            parts += ["\n\n", *(f"{form.format(one)}.\n" for one in numbers), "\n"]
            numbers = []
    return "".join([*parts, "\n\n", *(f"{item.format(one)}.\n" for one in numbers)])


def named(text: str) -> str:
    """Put a word of its own for each W."""
    count = iter(range(10_000))
    return re.sub("W", lambda _: "w" + f"{next(count):04}".translate(LETTERS), text)


LETTERS = str.maketrans("0123456789", "abcdefghij")


@settings(max_examples=300)
@given(texts())
@example("7. Letter W\n\nW1. W2.\n\n12\n\f\nNOTES\n\n1. W\n\n2. W\n")
@example("7. Letter W\n\nW W^1 \n\n[Footnote 1: W.]\n\nW W^2 \n\n   11\n\f\n\n[Footnote 2: W.]\n")
@example("7. Letter W\n\nW[1] W[2].\n\n[1] W \f W\n[2] W\n12\n\fW\n")
@example("7. Letter W\n\nW[^1]. W[^1] W[^2].\n\n[^1]: W.\n\n[^1]: W.\n[^2]: W.\n")
def test_each_word_is_there_once_and_leads_back(pattern: str) -> None:
    raw = named(pattern)
    source = lay_out(normalize(raw.encode(), "d7.txt")[0], PROFILE)
    found = [match.group() for match in WORD.finditer(source.text)]
    assert sorted(found) == WORD.findall(raw)
    lines = raw.split("\n")
    for match in WORD.finditer(source.text):
        place = source.location(match.span())
        assert lines[place.line - 1][place.column - 1 : place.end_column - 1] == match.group()
    assert "\f" not in source.text


def test_a_page_above_and_below_notes_stays_a_page() -> None:
    raw = (
        "7. Letter\n\nThe chart[1] shows no rock, but our boats\n\n[1] See Quill\n\n[p. 13]\n\n"
        "have struck it[2].\n\n   14\n\f\n[2] See Quill\n\n[p. 15]\n\nMore[3].\n\n"
        "[3] See\n[p. 16]\nit.\n"
    )
    text = lay_out(normalize(raw.encode(), "d7.txt")[0], PROFILE).text
    assert re.findall(r"\[Page (\d+)\]", text) == ["13", "15", "16"]


def test_a_numbered_heading_above_a_page_is_no_note() -> None:
    raw = "1. Letter From Ada\n\n[Page 3]\n\nThe chart1 shows no rock.\n\n1. See the report.\n"
    text = lay_out(normalize(raw.encode(), "d1.txt")[0], PROFILE).text
    assert text.startswith("1. Letter From Ada\n\n[Page 3]\n\nThe chart1 shows no rock.")
    assert text.endswith("\n  1. See the report.\n")


def test_a_note_ends_above_the_number_of_the_page_in_the_middle_of_its_foot() -> None:
    raw = "7. Letter\n\nThe chart[1] is lost.\n\n[1] See.\n\n          12\n\fMore follows.\n"
    text = lay_out(normalize(raw.encode(), "d7.txt")[0], PROFILE).text
    assert "More follows." in text.partition("\n  1. ")[0]
    assert text.endswith("\n  1. See.\n")
