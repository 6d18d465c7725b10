"""The words that a book has beside its texts, in the language of the edition."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

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
    _, table = table_in(language, _FILE)
    return Words(**table)


def table_in(language: str, file: Path) -> tuple[str, dict[str, Any]]:
    """Give the table of ``file`` in the language of the tag, and what it is called there.

    It is the English one where there is none.
    """
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    wanted = language.lower().partition("-")[0]
    name = wanted if wanted in tables else _FALLBACK
    return name, tables[name]
