"""The words that an EPUB has beside those of its book, in the language of the edition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.book.words import table_in
from pipeline.convert.epub.fonts import TEMPLATE


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and sentences in ``language``; ``{text}`` in one is what is put in."""

    language: str
    pages: str
    landmarks: str
    cover: str
    cover_says: str
    summary: str
    headings: str
    marked: str


@cache
def words_in(language: str) -> Words:
    """Give the words in the language of the tag; English ones where there are none."""
    name, table = table_in(language, TEMPLATE / "words.toml")
    return Words(name, **table)
