"""Sections that are known are not made anew, and a book is the same with them and without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.convert import epub, html, pandoc
from pipeline.convert.sections import Shelf
from tests.convert.samples import BOOK, document, paragraph


def whole_shelf() -> Shelf:
    shelf = Shelf()
    epub.make(BOOK, shelf)
    return shelf


@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_book_is_the_same_with_what_is_known(every: int) -> None:
    used = whole_shelf().used
    known = dict(list(used.items())[::every])
    for make in (epub.make, html.make):
        shelf = Shelf(known)
        assert make(BOOK, shelf) == make(BOOK)
        assert shelf.used == used


def test_pandoc_is_given_nothing_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(whole_shelf().used)
    monkeypatch.delattr(pandoc, "run")
    epub.make(BOOK, shelf)
    html.make(BOOK, shelf)


def test_a_section_that_changes_is_made_and_the_others_are_not() -> None:
    first, *rest = BOOK.body
    changed = replace(first, text=document(first.text.id, paragraph("Other words.")))
    shelf = Shelf(whole_shelf().used)
    made = epub.make(replace(BOOK, body=(changed, *rest)), shelf)
    assert made == epub.make(replace(BOOK, body=(changed, *rest)))
    assert len(shelf.used.keys() - shelf.known.keys()) <= 1 + len(rest)
    new = [data for name, data in shelf.used.items() if name not in shelf.known]
    assert any(b"Other words." in one for one in new)
