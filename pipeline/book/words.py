"""The words that a book has beside its texts, in the language of the edition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from pipeline.model.languages import direction
from pipeline.model.tables import read_table

_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class EbookWords:
    """Labels and sentences of the EPUB."""

    landmarks: str
    cover: str
    cover_says: str
    summary: str
    headings: str
    marked: str


@dataclass(frozen=True, slots=True)
class SearchWords:
    """The messages of the search script, which replaces placeholders such as ``{name}``."""

    many: str
    nothing: str
    shown: str
    page: str
    note: str


@dataclass(frozen=True, slots=True)
class SiteWords:
    """Labels and sentences of the HTML pages."""

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
    side_by_side: str
    original: str
    translation: str
    cite: str
    cited_title: str
    cited_in: str
    edited_by: str
    paragraph: str
    found: SearchWords


@dataclass(frozen=True, slots=True)
class SignWords:
    """The heading of the list of editorial signs, and what each means."""

    heading: str
    deleted: str
    added: str
    unclear: str
    supplied: str
    expanded: str
    surplus: str
    damaged: str
    reading: str
    sic: str
    gap: str
    blank: str
    margin: str
    remark: str
    hand: str
    figure: str


@dataclass(frozen=True, slots=True)
class ErrataWords:
    """The heading of a list of errata, its places, and what is to be done at each."""

    heading: str
    document: str
    note: str
    page: str
    read: str
    add: str
    omit: str
    added: str
    gone: str


@dataclass(frozen=True, slots=True)
class BookWords:
    """Headings and sentences in ``language``; ``{name}`` is a placeholder."""

    language: str
    contents: str
    documents: str
    number: str
    document: str
    date: str
    terms: str
    persons: str
    index: str
    places: str
    colophon: str
    numbered: str
    page: str
    pages: str
    continued: str
    printed: str
    page_numbers: str
    one_transcription: str
    transcriptions: str
    encoding: str
    software: str
    printed_pages: str
    index_pages: dict[str, str]
    forms: dict[str, str]
    errata: ErrataWords
    signs: SignWords
    ebook: EbookWords
    site: SiteWords


@cache
def words_in(language: str) -> BookWords:
    """Give the words in the language of the tag; English ones where there are none in it.

    A language in another script than its own, as ``ar-Latn``, has none.
    """
    tables = read_table(__file__, "words.toml")
    wanted = language.lower().partition("-")[0]
    has = wanted in tables and direction(wanted) == direction(language)
    name = wanted if has else _FALLBACK
    return msgspec.convert({"language": name, **tables[name]}, BookWords)
