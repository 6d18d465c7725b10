"""Texts made to run away take time in step with their length."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.encode.marks import read_marks_of, rows_in
from pipeline.encode.reading import lay_out
from pipeline.model.source import Source
from tests.forms.figures import is_said
from tests.forms.letters import PROFILE

SHAPES: dict[str, Callable[[int], str]] = {
    "markers without a list": lambda n: "".join(f"word[{at}] " for at in range(n)),
    "one marker": lambda n: "word[1] " * n,
    "markers and a list": lambda n: (
        "".join(f"word[{at}] " for at in range(n))
        + "\n\n"
        + "".join(f"[{at}] See\n" for at in range(n))
    ),
    "many lists": lambda n: "word1 word2\n\n1. a\n2. b\n\n" * (n // 4),
    "lists under pages": lambda n: "word[1]\n\n[1] See\n\n[p. 3]\n\n" * (n // 4),
    "lists with a paragraph between": lambda n: "word1\n\n1. See\n\nIt is.\n\n" * (n // 4),
    "numbered paragraphs": lambda n: "".join(f"{at}. See\n\nIt is.\n\n" for at in range(n // 4)),
    "marked paragraphs": lambda n: "".join(f"It is{at}.\n\n" for at in range(n // 4)),
    "parentheses": lambda n: "(" * n + "word1)" * n + "\n\n1) See\n",
    "symbols": lambda n: "word* " * n + "\n\n" + "* See\n" * n,
    "notes not closed": lambda n: "[Footnote 1: x\n" * n,
    "notes in the text not closed": lambda n: "\\footnote{x ^[x <ref>" * n,
    "deep brackets": lambda n: "^[" + "[" * n + "\\footnote{" + "{" * n,
    "arrows": lambda n: "x ↩\n" * n,
    "form feeds": lambda n: "x\n\f" * n,
    "rules": lambda n: "x1\n\n" + "____\n" * n + "1. See\n",
    "words broken": lambda n: "ab-\ncd " * n,
    "pages": lambda n: "".join(f"{{{at}}} x " for at in range(n)),
    "running heads": lambda n: "".join(f"x\n\n{at} HEAD OF IT\n\n" for at in range(n // 4)),
    "lists inside a note": lambda n: "word1\n\n1. See\n" + "    1. See\n" * n,
    "a note of many paragraphs": lambda n: "word1\n\n1. See\n" + "\n    x\n" * n,
    "signs that close a sentence": lambda n: "word1 word2\n\n" + ")" * n + "x",
    "signs before every line": lambda n: "> word\n" * n,
    "blanks in cells": lambda n: f"| a{' ' * n}b | c |\n" * 2,
    "rows of tabs": lambda n: "ab\tcd\n" * n,
    "numbers before lines": lambda n: "".join(f"{at} word\n" for at in range(n)),
    "one long line": lambda n: "1" * n + " " * n + "word1" * n,
}


def seconds(text: str) -> float:
    source = Source("d7.txt", text if text.startswith(">") else "7. Letter\n\n" + text)
    start = time.process_time()
    lay_out(source, PROFILE)
    return time.process_time() - start


@pytest.mark.growth
@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_in_step_with_length(name: str) -> None:
    make = SHAPES[name]
    short = max(min(seconds(make(5_000)) for _ in range(3)), 0.002)
    assert min(seconds(make(40_000)) for _ in range(2)) < 8 * 3 * short


@pytest.mark.growth
@pytest.mark.parametrize("sign", "_-*<")
def test_signs_in_notes_are_tried_once(sign: str) -> None:
    def took(n: int) -> float:
        start = time.process_time()
        is_said(f"7. Letter\n\nText1 it2\n\n  1. See {sign * n}x\n  2. See {sign * n}x\n", "d7")
        return time.process_time() - start

    short = max(min(took(5_000) for _ in range(2)), 0.05)
    assert took(40_000) < 8 * 3 * short


@pytest.mark.growth
def test_few_lines_are_sought_in_the_text_above() -> None:
    def took(n: int) -> float:
        words = ["".join("abcdefghij"[int(figure)] for figure in f"{at:06}") for at in range(n)]
        pairs = list(pairwise(words[n // 2 :]))
        notes = "".join(f"{word} {after}: See.\n" for word, after in pairs)
        start = time.process_time()
        is_said(f"7. Letter\n\nIt {' '.join(words)}.\n\n{notes}", "d7")
        return time.process_time() - start

    short = max(min(took(1_000) for _ in range(2)), 0.05)
    assert took(8_000) < 8 * 3 * short


@pytest.mark.growth
def test_page_breaks_are_counted_once() -> None:
    pages = PROFILE.pages

    def took(n: int) -> float:
        source = Source("d7.txt", "It is so. [page break] And so. " * n)
        start = time.process_time()
        read_marks_of(source, rows_in(("breaks",)), pages)
        return time.process_time() - start

    short = max(min(took(5_000) for _ in range(2)), 0.05)
    assert took(40_000) < 8 * 3 * short


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_long_is_read_at_all(name: str) -> None:
    lay_out(Source("d7.txt", "7. Letter\n\n" + SHAPES[name](2_000)), PROFILE)
