"""The words that a book has beside its texts, in the language of the edition."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("words.toml")
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """Headings and sentences; ``{name}`` in one is what is put in."""

    contents: str
    documents: str
    number: str
    document: str
    date: str
    terms: str
    persons: str
    index: str
    colophon: str
    numbered: str
    page: str
    pages: str
    printed: str
    page_numbers: str
    one_transcription: str
    transcriptions: str
    encoding: str
    software: str


@cache
def words_in(language: str) -> Words:
    """Give the words in the language of the tag; English ones where it has none."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Words(**tables.get(language.lower().partition("-")[0], tables[_FALLBACK]))
