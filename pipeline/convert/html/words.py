"""The words of the pages, beside those of book and EPUB, in the language of the edition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.book.words import table_in

_FILE = Path(__file__).with_name("words.toml")


@dataclass(frozen=True, slots=True)
class Found:
    """What the script of the search says; it puts in what stands as ``{name}``."""

    many: str
    nothing: str
    shown: str
    page: str
    note: str


@dataclass(frozen=True, slots=True)
class Words:
    """Labels and sentences; ``language`` is what they are in."""

    language: str
    notes: str
    table: str
    skip: str
    previous: str
    next: str
    turn: str
    turn_below: str
    search: str
    search_for: str
    search_results: str
    search_needs_script: str
    found: Found


@cache
def words_in(language: str) -> Words:
    """Give the words in the language of the tag; English ones where it has none."""
    name, table = table_in(language, _FILE)
    return Words(name, **{**table, "found": Found(**table["found"])})
