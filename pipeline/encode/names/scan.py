"""Reads the passages of a document for the forms of an index."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from pipeline.document import Span
from pipeline.encode.names.forms import WORD, Form, FormKind, fold, fold_gap
from pipeline.encode.names.index import FormGroup, NameIndex, Opening
from pipeline.encode.standoff import BlockKind

_NAME_GAPS = frozenset((" ", "-", "–", "’", "'", "‘"))
_INITIAL_GAPS = frozenset((". ", "."))
_SUFFIX_GAPS = frozenset((", ", " "))
_LONGEST_ABBREVIATION = 2
_LOOK_BACK = 32
_LOOK_AHEAD = 160
_WITH_SUFFIX = frozenset((FormKind.FULL, FormKind.PART_GIVEN, FormKind.INITIALS))


@dataclass(frozen=True, slots=True)
class Passage:
    """The clean text of one block; ``in_note`` where it is part of a footnote."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    in_note: bool = False


@dataclass(frozen=True)
class Reading:
    """All passages as one text, a line end before each; offsets are into that text."""

    passages: Sequence[Passage]

    @cached_property
    def text(self) -> str:
        """The passages, joined."""
        return "".join(f"\n{passage.text}" for passage in self.passages)

    @cached_property
    def starts(self) -> list[int]:
        """Where each passage begins."""
        lengths = (len(passage.text) + 1 for passage in self.passages)
        return list(accumulate(lengths, initial=1))[:-1]

    def passage_at(self, offset: int) -> int:
        """Give the number of the passage an offset is in."""
        return bisect_right(self.starts, offset) - 1


class Side(NamedTuple):
    """The word next to a candidate and the ``gap`` between; both empty at an end of a line."""

    word: str
    gap: str


_NOTHING = Side("", "")


class Candidate(NamedTuple):
    """A place where the forms of one group could stand, with what stands around it."""

    span: Span
    words: tuple[str, ...]
    forms: tuple[Form, ...]
    before: Side
    after: Side


class _Place(NamedTuple):
    """A word that opens forms: ``pieces`` alternate words and the gaps after them."""

    start: int
    pieces: list[str]
    folded: tuple[str, ...]
    before: Side

    def end(self, count: int) -> int:
        """Give where ``count`` words end."""
        if count == 1:
            return self.start + len(self.pieces[0])
        return self.start + sum(map(len, self.pieces[: 2 * count - 1]))

    def after(self, count: int, beyond: int) -> Side:
        """Give what follows ``count`` words and ``beyond`` characters more."""
        gap = self.pieces[2 * count - 1]
        if beyond > 0:
            gap = gap[beyond:]
        if "\n" in gap:
            return _NOTHING
        return Side(self.pieces[2 * count] if len(self.pieces) > 2 * count else "", gap)


def candidates(reading: Reading, index: NameIndex) -> list[Candidate]:
    """Find every form of the index, by place, at one place the longest first."""
    found: list[Candidate] = []
    for start, opening in _openings(reading.text, index):
        place = _place(reading.text, start, opening)
        if opening.longest > 1 and len(place.folded) > 1:
            for group in opening.longer.get(place.folded[1], ()):
                if place.folded[: len(group.words)] == group.words:
                    found += _match(place, group, index)
        for group in opening.single:
            found += _match(place, group, index)
    return found


def _openings(text: str, index: NameIndex) -> Iterator[tuple[int, Opening]]:
    """Find the words that open forms, in order."""
    openings = index.openings
    starts = [
        (found.start(), word)
        for found in index.capital.finditer(text)
        if (word := fold(found[0])) in openings
    ]
    starts += [(found.start(1), fold(found[1])) for found in index.small.finditer(text)]
    starts.sort()
    for start, word in starts:
        if not start or not text[start - 1].isalpha():
            yield start, openings[word]


def _place(text: str, start: int, opening: Opening) -> _Place:
    *_, word, gap = ("", *WORD.split(text[max(0, start - _LOOK_BACK) : start]))
    before = Side("", gap.rpartition("\n")[2]) if "\n" in gap else Side(word, gap)
    longest = opening.longest
    pieces = WORD.split(text[start : start + _LOOK_AHEAD], longest + 2)[1:]
    folded = tuple(map(fold, pieces[0 : 2 * longest : 2])) if longest > 1 else ()
    return _Place(start, pieces, folded, before)


def _match(place: _Place, group: FormGroup, index: NameIndex) -> tuple[Candidate, ...]:
    count = len(group.words)
    words = place.pieces[0 : 2 * count : 2]
    gaps = place.pieces[1 : 2 * count - 1 : 2]
    end, beyond = place.end(count), 0
    if group.gaps is not None:
        if count > 1 and tuple(map(fold_gap, gaps)) != group.gaps:
            return ()
        if group.tail and not fold_gap(place.pieces[2 * count - 1]).startswith(group.tail):
            return ()
        if not group.small and words[0].islower():
            return ()
        beyond = len(group.tail) - group.forms[0].beyond
    elif not _is_name(words, gaps, group):
        return ()
    elif group.forms[0].kind in _WITH_SUFFIX and _has_suffix(place, count, index):
        count += 1
        end = place.end(count)
        suffix, gap = place.pieces[2 * count - 2 : 2 * count]
        beyond = int(suffix[1:].islower() and gap.startswith("."))
    span = (place.start, end + beyond)
    after = place.after(count, beyond)
    return (Candidate(span, tuple(words), group.forms, place.before, after),)


def _is_name(words: list[str], gaps: list[str], group: FormGroup) -> bool:
    for word, gap in zip(words, gaps, strict=False):
        if gap not in _NAME_GAPS and not (
            gap in _INITIAL_GAPS and len(word) <= _LONGEST_ABBREVIATION
        ):
            return False
    listed = group.forms[0].printed
    return all(
        word[0].isupper() or word == as_listed
        for word, as_listed in zip(words, listed, strict=True)
    ) and any(word[0].isupper() for word in words)


def _has_suffix(place: _Place, count: int, index: NameIndex) -> bool:
    pieces, suffixes = place.pieces, index.settings.suffixes
    if len(pieces) <= 2 * count + 1 or pieces[2 * count - 1] not in _SUFFIX_GAPS:
        return False
    return pieces[2 * count] in suffixes or pieces[2 * count].capitalize() in suffixes
