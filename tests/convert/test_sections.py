"""Sections that are known are not made anew, and a book is the same with them and without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.convert import epub, html
from pipeline.convert.sections import SectionCache
from pipeline.system import pandoc
from tests.convert.samples import BOOK, document, paragraph


def all_sections() -> SectionCache:
    sections = SectionCache()
    epub.make(BOOK, sections)
    return sections


@pytest.mark.parametrize("every", [1, 2, 3])
def test_a_book_is_the_same_with_what_is_known(every: int) -> None:
    used = all_sections().used
    known = dict(list(used.items())[::every])
    for make in (epub.make, html.make):
        sections = SectionCache(known)
        assert make(BOOK, sections) == make(BOOK)
        assert sections.used == used


def test_pandoc_is_given_nothing_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    sections = SectionCache(all_sections().used)
    monkeypatch.delattr(pandoc, "run")
    epub.make(BOOK, sections)
    html.make(BOOK, sections)


def test_a_section_that_changes_is_made_and_the_others_are_not() -> None:
    first, *rest = BOOK.body
    changed = replace(first, text=document(first.text.id, paragraph("Other words.")))
    sections = SectionCache(all_sections().used)
    made = epub.make(replace(BOOK, body=(changed, *rest)), sections)
    assert made == epub.make(replace(BOOK, body=(changed, *rest)))
    assert len(sections.used.keys() - sections.known.keys()) <= 1 + len(rest)
    new = [data for name, data in sections.used.items() if name not in sections.known]
    assert any(b"Other words." in one for one in new)
