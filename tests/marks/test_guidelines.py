"""Of 91 marks that guidelines name each is read, shown in both views in four formats, read back."""

from __future__ import annotations

import html
import io
import re
import zipfile
from functools import cache

import pytest

from pipeline.book.outputs import TextView
from pipeline.convert.view import as_shown
from pipeline.verify.reading_text import as_read
from tests.marks.encoded import Encoded
from tests.marks.guidelines import LEAD, UNMARKED, book, encoded, written
from tests.verify.conftest import MAKERS
from tests.verify.specimens import CHECKS

MARKS = list(written())
VIEWS: tuple[TextView, ...] = ("diplomatic", "reading")
SHOWN = {
    "diplomatic": (
        "the <del>old</del> quarry.", "the \\old/ quarry.", "the quarry[?].", "the […].",
        "qu[…]rry.", "qua[rry].", "q(uar)ry.", "the (quarry).", "the quary [sic].",
        "the quary [quarry].", "Esq. [Esquire].", "the quarry |answered|.", "[NB at Pell].",
        "[another:]  The", "<strong>old</strong>", "<em>old</em>", "<u>old</u>", "M<sup>rs</sup>",
    ),
    "reading": (
        "the quarry.", "the old quarry.", "the […].", "qu[…]rry.", "the quary.", "Esquire.",
        "the quarry |answered|.", "<strong>old</strong>", "<em>old</em>", "<u>old</u>",
        "M<sup>rs</sup>",
    ),
}  # fmt: skip
HIDDEN = ("<del>", "[?]", "[sic]", "[NB", "[another", "\\old/", "q(uar)ry", "qua[rry]")


@cache
def letters() -> tuple[Encoded, ...]:
    """Give all letters, encoded."""
    return tuple(encoded())


def test_there_are_as_many_as_were_found() -> None:
    assert len(MARKS) == 91


@pytest.mark.parametrize(("tables", "mark", "right"), MARKS)
def test_mark_is_read(tables: tuple[str, ...] | None, mark: str, right: str) -> None:
    letter = next(one for one in letters() if one.tables == tables and f"{LEAD}{mark}." in one.raw)
    assert f"<p>{LEAD}{right}.</p>" in letter.body


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", MAKERS)
def test_marks_are_shown_and_read_back(name: str, view: TextView) -> None:
    whole = book(view)
    made = MAKERS[name](as_shown(whole))
    assert CHECKS[name](as_read(whole), made) == ()
    if name == "html":
        shown = pages_of(made)
        words = tuple(f"{LEAD}{mark}." for mark in UNMARKED)
        assert [one for one in (*SHOWN[view], *words) if one not in shown] == []
        assert [one for one in HIDDEN if (one in shown) == (view == "reading")] == []


def pages_of(site: bytes) -> str:
    """Give the letters of packed pages as they are shown, with the tags of their looks."""
    with zipfile.ZipFile(io.BytesIO(site)) as archive:
        letters = [one for one in archive.namelist() if re.fullmatch(r"m[0-9]+\.html", one)]
        texts = [archive.read(one).decode() for one in letters]
    return html.unescape(re.sub(r"</?(?:span|abbr|a)\b[^<>]*>", "", "\n".join(texts)))
