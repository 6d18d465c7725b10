"""Reads passages for the forms of an index and describes each place found by its features."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from pipeline.document import Span
from pipeline.encode.names.forms import WORD, Form, FormKind, fold, fold_gap
from pipeline.encode.names.index import FormGroup, NameIndex
from pipeline.encode.standoff import BlockKind

_NAME_GAPS = frozenset((" ", "-", "–", "’", "'", "‘"))
_INITIAL_GAPS = frozenset((". ", "."))
_SUFFIX_GAPS = frozenset((", ", " "))
_LONGEST_ABBREVIATION = 2


@dataclass(frozen=True, slots=True)
class Passage:
    """The clean text of one block; ``in_note`` where it is part of a footnote."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    in_note: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A passage cut into words: ``gaps[i]`` stands before ``words[i]``, one more at the end."""

    passage: Passage
    words: list[str]
    folded: list[str]
    gaps: list[str]
    starts: list[int]

    @classmethod
    def of(cls, passage: Passage) -> Words:
        """Cut ``passage``."""
        pieces = WORD.split(passage.text)
        words = pieces[1::2]
        folded = "\n".join(words).lower().split("\n") if words else []
        if not passage.text.isascii():
            folded = [word if word.isascii() else fold(word) for word in folded]
        starts = list(accumulate(map(len, pieces), initial=0))[1::2]
        return cls(passage, words, folded, pieces[0::2], starts)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the forms of one group could stand: ``count`` words from ``first``."""

    first: int
    count: int
    span: Span
    forms: tuple[Form, ...]


def candidates(text: Words, index: NameIndex) -> list[Candidate]:
    """Find every form of the index, by place, at one place the longest first."""
    openings = index.openings
    found: list[Candidate] = []
    last = len(text.words) - 1
    for place in [place for place, word in enumerate(text.folded) if word in openings]:
        opening = openings[text.folded[place]]
        if place < last and opening.longer:
            for group in opening.longer.get(text.folded[place + 1], ()):
                count = len(group.words)
                if tuple(text.folded[place : place + count]) == group.words:
                    found += _match(text, place, group, index)
        for group in opening.single:
            if group.small or not text.words[place].islower():
                found += _match(text, place, group, index)
    return found


def _match(text: Words, place: int, group: FormGroup, index: NameIndex) -> tuple[Candidate, ...]:
    count = len(group.words)
    after = place + count
    gaps = text.gaps[place + 1 : after]
    end = text.starts[after - 1] + len(text.words[after - 1])
    if group.gaps is not None:
        if count > 1 and tuple(map(fold_gap, gaps)) != group.gaps:
            return ()
        if group.tail:
            if not fold_gap(text.gaps[after]).startswith(group.tail):
                return ()
            end += len(group.tail)
        end -= group.forms[0].beyond
        return (Candidate(place, count, (text.starts[place], end), group.forms),)
    if not _is_name(text, place, gaps, group):
        return ()
    if group.forms[0].kind in (FormKind.FULL, FormKind.PART_GIVEN, FormKind.INITIALS):
        count, end = _with_suffix(text, place, count, end, index)
    return (Candidate(place, count, (text.starts[place], end), group.forms),)


def _is_name(text: Words, place: int, gaps: list[str], group: FormGroup) -> bool:
    words = text.words[place : place + len(group.words)]
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


def _with_suffix(
    text: Words, place: int, count: int, end: int, index: NameIndex
) -> tuple[int, int]:
    after = place + count
    if after == len(text.words) or text.gaps[after] not in _SUFFIX_GAPS:
        return count, end
    suffix = text.words[after]
    if suffix.capitalize() not in index.settings.suffixes and suffix not in index.settings.suffixes:
        return count, end
    end = text.starts[after] + len(suffix)
    stop = suffix.isalpha() and not suffix.isupper() and text.gaps[after + 1].startswith(".")
    return count + 1, end + stop
