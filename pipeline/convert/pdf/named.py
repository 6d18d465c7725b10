"""Names in the text, and the pages with them in an index: Typst counts the pages."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.book import INDEXES, Role
from pipeline.book.words import BookWords
from pipeline.convert.ast import Nodes
from pipeline.convert.pdf.heads import Head
from pipeline.convert.pdf.source import literal, raw_block, raw_inline


class NamedPlaces:
    """Goes along with the text of a book, section by section."""

    def __init__(self, heads: Mapping[str, Head], words: BookWords) -> None:
        self._heads = heads
        self._words = f"{literal(words.page)}, {literal(words.pages)}"
        self._section = ""
        self._entry = ""

    def begin(self, section: str) -> None:
        """Go on to the section with this id."""
        self._section, self._entry = section, ""

    def name(self, key: str) -> Nodes:
        """Mark the place of a name in a document, or begin its entry in an index."""
        role = self._heads[self._section].role
        if role in INDEXES:
            self._entry = key
        if role is not Role.DOCUMENT:
            return []
        return [raw_inline(f"#named({literal(f'{self._section} {key}')});")]

    def pages(self, address: str) -> Nodes:
        """Give the pages with the name of an entry, behind a link to the document they are in."""
        name = address.removeprefix("#")
        if not self._entry or name not in self._heads:
            return []
        return [raw_inline(f"#folios({literal(f'{name} {self._entry}')});")]

    def with_pages(self, entries: Nodes) -> Nodes:
        """Give the entries of an index with the pages that they ask for."""
        if not self._entry:
            return entries
        return [raw_block(f"#with-folios({self._words}, folios => ["), *entries, raw_block("])")]
