"""Reads passages for the forms of an index and describes each place found by its features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        folded = [w.lower() for w in words] if passage.text.isascii() else [*map(fold, words)]
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
    groups = index.groups
    return [
        candidate
        for place, word in enumerate(text.folded)
        if word in groups
        for group in groups[word]
        if (candidate := _match(text, place, group, index)) is not None
    ]


def _match(text: Words, place: int, group: FormGroup, index: NameIndex) -> Candidate | None:
    count = len(group.words)
    if count > 1 and tuple(text.folded[place : place + count]) != group.words:
        return None
    after = place + count
    gaps = text.gaps[place + 1 : after]
    end = text.starts[after - 1] + len(text.words[after - 1])
    if group.gaps is not None:
        if count > 1 and tuple(map(fold_gap, gaps)) != group.gaps:
            return None
        if group.tail:
            if not fold_gap(text.gaps[after]).startswith(group.tail):
                return None
            end += len(group.tail)
        return Candidate(
            place, count, (text.starts[place], end - group.forms[0].beyond), group.forms
        )
    if not _is_name(text, place, gaps, group):
        return None
    if group.forms[0].kind in (FormKind.FULL, FormKind.PART_GIVEN, FormKind.INITIALS):
        count, end = _with_suffix(text, place, count, end, index)
    return Candidate(place, count, (text.starts[place], end), group.forms)


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


def all_words(texts: Sequence[Words]) -> Iterator[str]:
    """Go through the words of all passages."""
    for text in texts:
        yield from text.words
