"""Reads the passages of a document for the forms of an index."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from pipeline.encode.names.forms import WORD, FormKind, fold, fold_gap
from pipeline.encode.names.index import FirstWordGroups, FormGroup, NameIndex
from pipeline.encode.standoff import BlockKind

# A word that does not begin with a-z. Its first letter is [^\W\d_a-z]; the rest of ASCII and the
# common marks are named first because most of a text is then passed over in half the time.
_CAPITALIZED = re.compile(r"[^\x00-@\[-\x7f\u2000-\u206f\W\d][a-z]*[^\W\d_]*")
_FOLLOWING = re.compile(r"([\W_]*)([^\W\d_]+|\d+|)")
_NAME_GAPS = frozenset((" ", "-", "–", "’", "'", "‘"))
_INITIAL_GAPS = frozenset((". ", "."))
# `Henry “Scoop” Jackson`: a nickname counts as a part of the gap that it stands in.
_NICKNAME = re.compile(r"\.? (?:“[^\W\d_]+”|\"[^\W\d_]+\") ")
_QUOTES = frozenset('“"')
_SUFFIX_GAPS = frozenset((", ", " "))
_LONGEST_ABBREVIATION = 2
_LOOK_BACK = 32
_LOOK_AHEAD = 160
_WITH_SUFFIX = frozenset((FormKind.FULL, FormKind.PART_GIVEN, FormKind.INITIALS))
_WHERE = {kind: kind.name.lower() for kind in BlockKind}


class BlockText(NamedTuple):
    """The clean text of one block; ``in_note`` where it is part of a footnote."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    in_note: bool = False


@dataclass(frozen=True)
class JoinedText:
    """All passages as one text, a line end before each; offsets are into that text."""

    passages: Sequence[BlockText]

    @cached_property
    def text(self) -> str:
        """The passages, joined."""
        return "".join([f"\n{passage.text}" for passage in self.passages])

    @cached_property
    def starts(self) -> list[int]:
        """Where each passage begins."""
        lengths = [len(passage.text) + 1 for passage in self.passages]
        return list(accumulate(lengths, initial=1))[:-1]

    @cached_property
    def where(self) -> list[str]:
        """What kind of passage each is."""
        return ["note" if passage.in_note else _WHERE[passage.kind] for passage in self.passages]


# Not frozen, since that takes three times as long to make, and there are very many.
@dataclass(slots=True)
class NameCandidate:
    """A place where the forms of one group could stand, with what stands around it.

    ``before`` and ``after`` are the words next to it, ``gap_before`` and ``gap_after`` what is
    between; all are empty at an end of a line. ``passage`` is the number of its passage.
    """

    start: int
    end: int
    words: tuple[str, ...]
    group: FormGroup
    passage: int
    before: str
    gap_before: str
    after: str
    gap_after: str


def candidates(reading: JoinedText, index: NameIndex) -> list[NameCandidate]:
    """Find every form of the index, by place, at one place the longest first."""
    found: list[NameCandidate] = []
    text, starts = reading.text, reading.starts
    for start, word, opening in _openings(text, index):
        groups, pieces = _possible(text, start, word, opening, index)
        if not groups:
            continue
        before, gap_before = _before(text, start)
        passage = bisect_right(starts, start) - 1
        for group in groups:
            extent = _extent(group, pieces, index)
            if extent is None:
                continue
            count, beyond = extent
            printed = len(word) if count == 1 else sum(map(len, pieces[: 2 * count - 1]))
            end = start + printed + beyond
            words = tuple(pieces[0 : 2 * len(group.words) : 2])
            after, gap_after = _after(pieces, count, beyond)
            found.append(
                NameCandidate(
                    start, end, words, group, passage, before, gap_before, after, gap_after
                )
            )  # fmt: skip
    return found


def _openings(text: str, index: NameIndex) -> list[tuple[int, str, FirstWordGroups]]:
    """Find the words that open forms, in order, with where they begin."""
    openings = index.openings
    found = [
        (match.start(), word, opening)
        for match in _CAPITALIZED.finditer(text)
        if (opening := openings[word := match[0]]) and not text[match.start() - 1].isalpha()
    ]
    small = [
        (word.start(1), word[1], opening)
        for word in index.small.finditer(text)
        if (opening := openings[word[1]])
    ]
    return sorted(found + small, key=itemgetter(0)) if small else found


def _possible(
    text: str, start: int, word: str, opening: FirstWordGroups, index: NameIndex
) -> tuple[Sequence[FormGroup], Sequence[str]]:
    """Give the groups with the words that begin at ``start``, longest first, and these words.

    The words alternate with the gaps after them, and reach as far as any of the groups needs.
    """
    following = _FOLLOWING.match(text, start + len(word))
    gap, second = following.groups() if following else ("", "")
    nickname = _NICKNAME.match(text, start + len(word)) if gap[-1:] in _QUOTES else None
    if nickname and (beyond := _FOLLOWING.match(text, nickname.end())):
        gap, second = nickname[0], beyond[2]
    folded = fold(second)
    longer = opening.longer.get(folded)
    if longer:
        pieces = _pieces(text, start, len(longer[0].words))
        words = tuple(map(fold, pieces[::2]))
        same = [group for group in longer if words[: len(group.words)] == group.words]
        return (*same, *opening.single), pieces
    if folded in index.suffixes:
        return opening.single, _pieces(text, start, 1)
    return opening.single, (word, gap, second)


def _pieces(text: str, start: int, count: int) -> list[str]:
    """Give ``count`` words, a suffix that may come after them, and the word after that."""
    pieces = WORD.split(text[start : start + _LOOK_AHEAD], count + 3)[1:]
    for place in range(1, len(pieces) - 2, 2):
        if pieces[place][-1:] in _QUOTES:
            gap = "".join(pieces[place : place + 3])
            if _NICKNAME.fullmatch(gap):
                pieces[place : place + 3] = [gap]
            break
    return pieces


def _before(text: str, start: int) -> tuple[str, str]:
    """Give the word before ``start`` and the gap after it."""
    head = text[max(0, start - _LOOK_BACK) : start]
    gap = " " if head.endswith(" ") else ""
    near = (head[:-1] if gap else head).rpartition(" ")[2]
    if gap and near.isalpha():
        return near, gap
    pieces = WORD.split(near)
    if len(pieces) > 1:
        word, gap = pieces[-2], pieces[-1] + gap
    else:
        *_, word, gap = ("", *WORD.split(head))
    return ("", gap.rpartition("\n")[2]) if "\n" in gap else (word, gap)


def _after(pieces: Sequence[str], count: int, beyond: int) -> tuple[str, str]:
    """Give what follows ``count`` words and ``beyond`` characters more, and the gap before it."""
    gap = pieces[2 * count - 1]
    if beyond > 0:
        gap = gap[beyond:]
    if "\n" in gap:
        return "", ""
    return pieces[2 * count] if len(pieces) > 2 * count else "", gap


def _extent(group: FormGroup, pieces: Sequence[str], index: NameIndex) -> tuple[int, int] | None:
    """Say whether a form of ``group`` is printed in ``pieces``: its words and characters more."""
    count = len(group.words)
    if group.is_term:
        printed = _is_term(group, pieces)
        return (count, len(group.tail) - group.forms[0].beyond) if printed else None
    if not _is_name(group, pieces):
        return None
    if group.kind not in _WITH_SUFFIX or not _has_suffix(pieces, count, index):
        return count, 0
    suffix, gap = pieces[2 * count : 2 * count + 2]
    return count + 1, int(suffix[1:].islower() and gap.startswith("."))


def _is_term(group: FormGroup, pieces: Sequence[str]) -> bool:
    count = len(group.words)
    if not group.small and pieces[0].islower():
        return False
    if count > 1 and tuple(map(fold_gap, pieces[1 : 2 * count - 1 : 2])) != group.gaps:
        return False
    return not group.tail or fold_gap(pieces[2 * count - 1]).startswith(group.tail)


def _is_name(group: FormGroup, pieces: Sequence[str]) -> bool:
    count = len(group.words)
    if count == 1:
        return pieces[0][0].isupper()
    words = pieces[0 : 2 * count : 2]
    for word, gap in zip(words, pieces[1 : 2 * count - 1 : 2], strict=False):
        if gap not in _NAME_GAPS and not (
            (gap in _INITIAL_GAPS and len(word) <= _LONGEST_ABBREVIATION)
            or _NICKNAME.fullmatch(gap)
        ):
            return False
    capitals = [word[0].isupper() for word in words]
    if all(capitals):
        return True
    listed = group.forms[0].printed
    return any(capitals) and all(
        capital or word == as_listed
        for capital, word, as_listed in zip(capitals, words, listed, strict=True)
    )


def _has_suffix(pieces: Sequence[str], count: int, index: NameIndex) -> bool:
    suffixes = index.settings.suffixes
    if len(pieces) <= 2 * count + 1 or pieces[2 * count - 1] not in _SUFFIX_GAPS:
        return False
    return pieces[2 * count] in suffixes or pieces[2 * count].capitalize() in suffixes
