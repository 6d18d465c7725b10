"""All documents of an edition by what can be referred to in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.integrity.facts import DocumentFacts

_NUMBERED = re.compile(r"([A-Za-z._-]*?)([0-9]{1,9})", re.ASCII)
# Where fewer documents than this begin on a later page than the one before, pages do not run on.
_RUNNING = 0.9


@dataclass(frozen=True)
class EditionIndex:
    """The documents, notes and pages of an edition.

    ``edition`` is the edition's id, which references may name; ``unread`` are ids of documents
    that belong to the edition and were not looked at in this run. ``pages`` leads from a page
    number to the documents with a break to it, ``owners`` from an id to all who bear it.
    """

    edition: str
    documents: Mapping[str, DocumentFacts]
    unread: frozenset[str]
    owners: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, tuple[str, ...]]
    pages_run_on: bool

    @classmethod
    def of(
        cls, facts: Iterable[DocumentFacts], edition: str = "", unread: Iterable[str] = ()
    ) -> EditionIndex:
        """Put an edition together from the facts of its documents, in their order."""
        documents = tuple(facts)
        owners: dict[str, tuple[str, ...]] = {}
        pages: dict[str, tuple[str, ...]] = {}
        for one in documents:
            for identifier in (one.id, *(note.id for note in one.notes)):
                owners[identifier] = (*owners.get(identifier, ()), one.id)
            for number in dict.fromkeys(page.number for page in one.pages):
                pages[number] = (*pages.get(number, ()), one.id)
        by_id = {one.id: one for one in documents}
        others = frozenset(unread) - by_id.keys()
        run_on = _pages_run_on(documents)
        return cls(edition, by_id, others, owners, pages, run_on)

    def spans_number(self, identifier: str) -> bool:
        """Tell whether documents before and after ``identifier`` (``d44``) are here."""
        match = _NUMBERED.fullmatch(identifier)
        if match is None or match[1] not in self._ranges:
            return False
        low, high = self._ranges[match[1]]
        return low < int(match[2]) < high

    def passing(self, page: int) -> str | None:
        """Give the document that begins pages before and after ``page``, if there is one."""
        return next((i for low, high, i in self._page_ranges if low < page < high), None)

    @cached_property
    def _ranges(self) -> dict[str, tuple[int, int]]:
        ranges: dict[str, tuple[int, int]] = {}
        for match in map(_NUMBERED.fullmatch, (*self.documents, *self.unread)):
            if match is not None:
                number = int(match[2])
                low, high = ranges.get(match[1], (number, number))
                ranges[match[1]] = min(low, number), max(high, number)
        return ranges

    @cached_property
    def _page_ranges(self) -> list[tuple[int, int, str]]:
        ranges = []
        for one in self.documents.values():
            numbers = [int(page.number) for page in one.pages if is_arabic(page.number)]
            if numbers:
                ranges.append((min(numbers), max(numbers), one.id))
        return ranges


def _pages_run_on(documents: tuple[DocumentFacts, ...]) -> bool:
    """Tell whether one count of pages runs through the edition, or each document has its own."""
    firsts = [int(p.number) for d in documents for p in d.pages[:1] if is_arabic(p.number)]
    steps = list(pairwise(firsts))
    return sum(a < b for a, b in steps) >= _RUNNING * len(steps)


def is_arabic(number: str) -> bool:
    """Tell whether a page number is written in figures (at most nine)."""
    return re.fullmatch(r"[0-9]{1,9}", number, re.ASCII) is not None
