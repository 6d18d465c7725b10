"""All documents of an edition by what can be referred to in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.checks import document_numbers
from pipeline.checks.facts import DocumentFacts
from pipeline.model.authority import Authorities

_NUMBERED = re.compile(r"([A-Za-z._-]*?)([0-9]{1,9})", re.ASCII)
# Where fewer documents than this begin on a later page than the one before, pages do not run on.
_RUNNING = 0.9
# What holds of this share of an edition's documents is its custom, if it has this many.
_NEARLY_ALL = 0.9
_FEWEST = 5
_EXCEPTIONAL = 0.1
# Of volumes in chapters 70 to 98 of 100 documents follow the one before in time, of letters that
# were drawn by lot 50.
_IN_CHAPTERS = 0.6
_HARDLY = 0.05


@dataclass(frozen=True)
class EditionIndex:
    """The documents, notes and pages of an edition.

    ``edition`` is the edition's id, which references may name; ``unread`` are ids of documents
    that belong to the edition and were not looked at in this run. ``pages`` leads from a page
    number to the documents with a break to it, ``owners`` from an id to all who bear it.
    ``documents`` stand in the order of the edition.
    """

    edition: str
    documents: Mapping[str, DocumentFacts]
    unread: frozenset[str]
    owners: Mapping[str, tuple[str, ...]]
    pages: Mapping[str, tuple[str, ...]]
    pages_run_on: bool
    authorities: Authorities

    @classmethod
    def of(
        cls,
        facts: Iterable[DocumentFacts],
        edition: str = "",
        unread: Iterable[str] = (),
        authorities: Authorities | None = None,
    ) -> EditionIndex:
        """Put an edition together from the facts of its documents, in their order."""
        documents = tuple(facts)
        owners = _gather((i, d.id) for d in documents for i in (d.id, *(n.id for n in d.notes)))
        pages = _gather(
            (number, d.id) for d in documents for number in dict.fromkeys(p.number for p in d.pages)
        )
        by_id = {one.id: one for one in documents}
        others = frozenset(unread) - by_id.keys()
        run_on = _pages_run_on(documents)
        known = authorities or Authorities()
        return cls(edition, by_id, others, owners, pages, run_on, known)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each document in the order of the edition, from 0."""
        return {identifier: place for place, identifier in enumerate(self.documents)}

    @cached_property
    def _ordered(self) -> tuple[DocumentFacts, ...]:
        return tuple(self.documents.values())

    def before(self, identifier: str) -> DocumentFacts | None:
        """Give the document before ``identifier`` in the edition."""
        place = self.places[identifier]
        return self._ordered[place - 1] if place else None

    def after(self, identifier: str) -> DocumentFacts | None:
        """Give the document after ``identifier`` in the edition."""
        place = self.places[identifier] + 1
        return self._ordered[place] if place < len(self._ordered) else None

    @cached_property
    def numbers(self) -> Mapping[str, tuple[str, ...]]:
        """The documents that bear each printed number."""
        return _gather((one.number, one.id) for one in self._ordered if one.number)

    @cached_property
    def number_gaps(self) -> Mapping[str, tuple[int, int]]:
        """The first and last number that are left out before a document."""
        numbers = ((one.id, one.number or "") for one in self._ordered)
        unread = map(_NUMBERED.fullmatch, self.unread)
        return document_numbers.gaps(
            [(name, int(number) if is_arabic(number) else None) for name, number in numbers],
            [int(match[2]) for match in unread if match is not None],
        )

    @cached_property
    def digests(self) -> Mapping[str, tuple[str, ...]]:
        """The documents that have the same text."""
        return _gather((one.digest, one.id) for one in self._ordered if one.digest)

    @cached_property
    def is_numbered(self) -> bool:
        """Whether nearly all documents of the edition have a number."""
        return _nearly_all(one.number is not None for one in self._ordered)

    @cached_property
    def is_dated(self) -> bool:
        """Whether nearly all documents of the edition that are no editorial notes have a date."""
        return _nearly_all(bool(one.date) for one in self._ordered if not one.is_editorial_note)

    @cached_property
    def follows_time(self) -> bool:
        """Whether nearly every document is of the day of the one before it, or of a later one.

        Of few documents, one may be of an earlier day.
        """
        rises = self._rises
        return _nearly_all(rises) or (len(rises) > 1 and rises.count(False) <= 1)

    @cached_property
    def disregards_time(self) -> bool:
        """Whether the documents stand in another order than that of time, as by writer or drawn."""
        rises = self._rises
        return len(rises) >= _FEWEST and sum(rises) < _IN_CHAPTERS * len(rises)

    @cached_property
    def _rises(self) -> tuple[bool, ...]:
        """For each dated document but the first: whether it is no older than the one before it."""
        days = [one.date for one in self._ordered if len(one.date) == len("1945-07-17")]
        return tuple(before <= after for before, after in pairwise(days))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of the datelines, rising."""
        return tuple(sorted(int(one.date[:4]) for one in self._ordered if one.date))

    @cached_property
    def breaks_come_first(self) -> bool:
        """Whether it is no exception here that a page break is the first thing in a document."""
        first = sum(one.begins_with_break for one in self._ordered)
        return len(self._ordered) < 2 * _FEWEST or first > _EXCEPTIONAL * len(self._ordered)

    def page_before(self, identifier: str) -> tuple[str, int] | None:
        """Give the last page that begins before a document, with the document it begins in."""
        return self._pages_before.get(identifier)

    @cached_property
    def _pages_before(self) -> Mapping[str, tuple[str, int]]:
        found: dict[str, tuple[str, int]] = {}
        last: tuple[str, int] | None = None
        for one in self._ordered:
            if last is not None:
                found[one.id] = last
            numbers = [int(page.number) for page in one.pages if is_arabic(page.number)]
            if numbers:
                last = one.id, numbers[-1]
        return found

    @cached_property
    def marks_all_pages(self) -> bool:
        """Whether hardly any page is left out between the documents of the edition."""
        steps = [
            int(first.number) - before[1]
            for one in self._ordered
            for first in one.pages[:1]
            if is_arabic(first.number) and (before := self._pages_before.get(one.id))
        ]
        left_out = sum(step > 1 for step in steps)
        return self.pages_run_on and len(steps) >= _FEWEST and left_out <= _HARDLY * len(steps)

    @cached_property
    def given_names(self) -> Mapping[str, tuple[str, ...]]:
        """The surnames of the persons listed by their first given name."""
        return _gather((given, surname) for surname, given in self._persons if given)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The surnames of the persons listed."""
        return frozenset(surname for surname, _ in self._persons)

    @cached_property
    def _persons(self) -> tuple[tuple[str, str], ...]:
        names = (person.name.partition(", ") for person in self.authorities.persons)
        return tuple((surname, given.partition(" ")[0]) for surname, _, given in names)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the authority files."""
        persons = frozenset(person.key for person in self.authorities.persons)
        places = frozenset(place.key for place in self.authorities.places)
        return persons | places | {term.key for term in self.authorities.terms}

    def spans_number(self, identifier: str) -> bool:
        """Tell whether documents before and after ``identifier`` (``d44``) are here."""
        match = _NUMBERED.fullmatch(identifier)
        if match is None or match[1] not in self._ranges:
            return False
        low, high = self._ranges[match[1]]
        return low < int(match[2]) < high

    def passing(self, page: int) -> str | None:
        """Give the document that begins pages before and after ``page``, if there is one."""
        place = bisect_left(self._page_ranges, (page,)) - 1
        if place < 0:
            return None
        _, high, identifier = self._page_ranges[place]
        return identifier if high > page else None

    @cached_property
    def _ranges(self) -> dict[str, tuple[int, int]]:
        ranges: dict[str, tuple[int, int]] = {}
        for match in map(_NUMBERED.fullmatch, (*self.documents, *self.unread)):
            if match is not None:
                number = int(match[2])
                low, high = ranges.get(match[1], (number, number))
                ranges[match[1]] = min(low, number), max(high, number)
        return ranges

    def pages_of(self, identifier: str) -> tuple[int, int] | None:
        """Give the lowest and highest page that begin in a document, where it has any."""
        return self._page_spans.get(identifier)

    @cached_property
    def _page_spans(self) -> dict[str, tuple[int, int]]:
        spans = {}
        for one in self._ordered:
            numbers = [int(page.number) for page in one.pages if is_arabic(page.number)]
            if numbers:
                spans[one.id] = min(numbers), max(numbers)
        return spans

    @cached_property
    def _page_ranges(self) -> list[tuple[int, int, str]]:
        """First pages, rising, with the highest last page of all that begin there or before."""
        ranges = [(low, high, identifier) for identifier, (low, high) in self._page_spans.items()]
        reaching: list[tuple[int, int, str]] = []
        for low, high, identifier in sorted(ranges):
            far = max((high, identifier), reaching[-1][1:] if reaching else (0, ""))
            reaching.append((low, *far))
        return reaching


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Give each first part the second parts that stand with it."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _nearly_all(holds: Iterable[bool]) -> bool:
    known = list(holds)
    return len(known) >= _FEWEST and sum(known) >= _NEARLY_ALL * len(known)


def _pages_run_on(documents: tuple[DocumentFacts, ...]) -> bool:
    """Tell whether one count of pages runs through the edition, or each document has its own."""
    firsts = [int(p.number) for d in documents for p in d.pages[:1] if is_arabic(p.number)]
    steps = list(pairwise(firsts))
    return sum(a < b for a, b in steps) >= _RUNNING * len(steps)


def is_arabic(number: str) -> bool:
    """Tell whether a page number is written in figures (at most nine)."""
    return re.fullmatch(r"[0-9]{1,9}", number, re.ASCII) is not None
