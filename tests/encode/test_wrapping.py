"""Lines that were wrapped are joined; all other lines stay, and every place leads back."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from pipeline.encode import lay_out, profile, read_marks
from pipeline.model.source import Source
from pipeline.normalize import normalize

GUTENBERG = profile.load("gutenberg")
LONG = "the road was long and the night was dark and nobody had brought a lamp"

JOINED = {
    "a paragraph": (f"{LONG}\nto see by.\n", f"{LONG} to see by.\n"),
    "its indented first line": (f"   {LONG}\nto see by.\n", f"{LONG} to see by.\n"),
    "an indented passage": (f"    {LONG}\n    to see by.\n", f"    {LONG} to see by.\n"),
    "a page mark on its own": (f"{LONG}\n[Pg 3]\nto see.\n", f"{LONG} [Pg 3] to see.\n"),
    "a hyphen stays": (f"{LONG}-\nlight.\n", f"{LONG}- light.\n"),
    "spaces at the end": (f"{LONG}  \nto see by.\n", f"{LONG} to see by.\n"),
    "no-break space": (f"{LONG}\u00a0\nto see.\n", f"{LONG}\u00a0 to see.\n"),
}
KEPT = {
    "short lines": "The Ferry House,\nUpper Harrow.\n",
    "blank lines": f"{LONG}\n\nto see by.\n",
    "verse": "    The wind is in the willow,\n      The rain is on the hill.\n",
    "long verse": f"    {LONG.capitalize()},\n    {LONG.capitalize()}.\n",
    "a list": f"1. {LONG}\n2. {LONG}\n",
    "a table": f"{LONG}   7\n{LONG}   8\n",
    "a note below": f"{LONG}[1]\n[Footnote 1: The lamp was lost.]\n",
    "a list of notes": f"A word[1] and more.[2]\n\n[1] {LONG}\n[2] {LONG}\n",
    "a note below a page mark": f"{LONG}[1]\n[Pg 3] [Footnote 1: Lost.]\n",
}


@pytest.mark.parametrize(("text", "joined"), JOINED.values(), ids=JOINED)
def test_joins_wrapped_lines(text: str, joined: str) -> None:
    source, _ = normalize(text.encode(), "d1.txt")
    laid_out = lay_out(source, GUTENBERG)
    assert laid_out.text == joined
    assert laid_out.raw_text() == text
    assert lay_out(laid_out, GUTENBERG) is laid_out


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_keeps_other_lines(text: str) -> None:
    assert lay_out(Source("d1.txt", text), GUTENBERG).text == text


def test_places_lead_back_through_all_changes() -> None:
    raw = f"\ufeffCafe\u0301\r\n\r\n{LONG}\r\nand the Cafe\u0301 was shut.\r\n"
    source, _ = normalize(raw.encode(), "d1.txt")
    laid_out = lay_out(source, GUTENBERG)
    assert laid_out.raw_text() == raw
    for word, line, column in (("Café", 1, 1), ("night", 3, 27), ("and the Café", 4, 1)):
        start = laid_out.text.index(word)
        place = laid_out.location((start, start + len(word)))
        assert (place.line, place.column) == (line, column), word
    start = laid_out.text.index("was shut")
    assert laid_out.location((start, start)).column == len("and the Cafe\u0301 ") + 1


def test_other_profiles_keep_their_lines() -> None:
    source = Source("d1.txt", f"{LONG}\n{LONG}\n")
    assert lay_out(source, profile.load("frus")) is source


PARAGRAPH = f"{LONG}[{{}}]\nto see.\n\n"
GROWING = {
    "notes after paragraphs": lambda n: f"{PARAGRAPH}[Footnote *: x]\n\n".format("*") * n,
    "notes at the end": lambda n: PARAGRAPH.format(1) * n + "[1] x\n\n" * n,
    "no bracket is closed": lambda n: "[Footnote 1: a\n" * n,
    "opening brackets": lambda n: "[" * n + "a" * n,
    "closing brackets": lambda n: "[Footnote 1: a" + "]" * n,
    "spaces": lambda n: " " * n + "x",
    "markers without notes": lambda n: "w[1] " * n,
    "stars": lambda n: "* " * n,
}


@pytest.mark.growth
@pytest.mark.parametrize("make", GROWING.values(), ids=GROWING)
def test_time_grows_in_step_with_length(make: Callable[[int], str]) -> None:
    def seconds(count: int) -> float:
        text = make(count)
        begun = process_time()
        read_marks(lay_out(Source("d1.txt", text), GUTENBERG), GUTENBERG)
        return process_time() - begun

    few = min(seconds(800) for _ in range(3))
    many = min(seconds(8000) for _ in range(2))
    assert many < 30 * few + 0.05  # ten times the text; a square would be a hundred
