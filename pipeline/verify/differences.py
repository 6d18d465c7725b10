"""The differences between two readings of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TypeVar

from pipeline.model.document import Span
from pipeline.verify.expected import Expected
from pipeline.verify.origins import Origins
from pipeline.verify.reading import BLOCK, SEPARATORS, Mark, MarkKind, NoteReading, Passage, Reading


class MarkFault(Enum):
    """How a mark of the output is not the one expected."""

    MISSING = "missing"
    ADDED = "added"
    MOVED = "moved"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TextDifference:
    """``text[start:end]`` of the transcription stands as ``found`` in the output."""

    where: str
    expected: Passage
    start: int
    end: int
    found: str
    span: Span

    @property
    def wanted(self) -> str:
        """What should stand there."""
        return self.expected.text[self.start : self.end]

    @property
    def only_separators(self) -> bool:
        """Whether no character of the transcription differs, only where blocks or cells end."""
        return self.wanted.translate(_NO_SEPARATORS) == self.found.translate(_NO_SEPARATORS)


@dataclass(frozen=True, slots=True)
class MarkDifference:
    """``mark`` is missing, added, moved to ``found`` or has become ``found``."""

    where: str
    expected: Passage
    change: MarkFault
    mark: Mark
    found: Mark | None
    span: Span


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything that is not the same in one document.

    ``document`` says what is wrong with the document as a whole; its parts are not compared
    then. ``labels`` are pairs of a note and what its marker shows, with the place of the note;
    ``printed`` are the labels of all notes by their ids.
    """

    document_id: str
    span: Span
    document: MarkFault | None = None
    texts: tuple[TextDifference, ...] = ()
    marks: tuple[MarkDifference, ...] = ()
    labels: tuple[tuple[NoteReading, NoteReading, Span], ...] = ()
    printed: Mapping[str, str] = field(default_factory=dict)

    def label(self, note_id: str) -> str:
        """Give what the marker of a note shows, for messages."""
        return self.printed.get(note_id, "?")


def compare(expected: Expected, found: Reading, names: Collection[str]) -> Differences:
    """Compare one document with what was read back.

    Notes are known by their text; of the anchors only those in ``names`` are looked at.
    """
    wanted = expected.reading
    pairs = pair(wanted.notes, found.notes)
    renamed = {found.notes[f].id: wanted.notes[e].id for e, f in pairs}
    passages = _named(found, renamed, names)
    texts: list[TextDifference] = []
    marks: list[MarkDifference] = []
    where = ["the text", *(f"note {wanted.notes[e].label}" for e, _ in pairs)]
    sought = [wanted.body, *(wanted.notes[e].passage for e, _ in pairs)]
    origins = [expected.body, *(expected.notes[e] for e, _ in pairs)]
    seen = [passages[0], *(passages[f + 1] for _, f in pairs)]
    for name, passage, other, origin in zip(where, sought, seen, origins, strict=True):
        if passage != other:
            text, moved = _passage_differences(name, passage, other, origin)
            texts += text
            marks += moved
    labels = tuple(
        (wanted.notes[e], found.notes[f], expected.notes[e].span(0, 0))
        for e, f in pairs
        if wanted.notes[e].label != found.notes[f].label
    )
    printed = {note.id: note.label for note in wanted.notes}
    return Differences(wanted.id, expected.span, None, tuple(texts), tuple(marks), labels, printed)


def _passage_differences(
    where: str, wanted: Passage, found: Passage, origins: Origins
) -> tuple[list[TextDifference], list[MarkDifference]]:
    stretches = list(_stretches(wanted.text, found.text))
    if not stretches:
        return [], list(_mark_differences(where, wanted, found.marks, origins))
    here, there = _aligned(wanted, found, stretches)
    texts = [
        TextDifference(
            where, wanted, s.start, s.end, found.text[s.found_start : s.found_end],
            origins.span(s.start, s.end),
        )
        for s in stretches
    ]  # fmt: skip
    return texts, list(_mark_differences(where, here, there.marks, origins))


def pair(wanted: Sequence[NoteReading], found: Sequence[NoteReading]) -> list[tuple[int, int]]:
    """Pair notes of the same text, then the rest by order; ids are not compared."""
    places: dict[str, list[int]] = defaultdict(list)
    for index in range(len(found) - 1, -1, -1):
        places[found[index].passage.text].append(index)
    pairs, left = [], []
    for index, note in enumerate(wanted):
        same = places[note.passage.text]
        if same:
            pairs.append((index, same.pop()))
        else:
            left.append(index)
    used = {f for _, f in pairs}
    free = [index for index in range(len(found)) if index not in used]
    if len(free) == len(left):
        pairs += zip(left, free, strict=True)
    return sorted(pairs)


def _named(found: Reading, renamed: dict[str, str], names: Collection[str]) -> list[Passage]:
    """Give the passages with the transcription's ids of notes, and each note's anchor in it.

    A link to a note arrives at its marker or at the note itself; which, a format may choose.
    """
    passages = [found.body, *(note.passage for note in found.notes)]
    indexes = {renamed.get(note.id): index for index, note in enumerate(found.notes, 1)}
    kept: list[list[Mark]] = [[] for _ in passages]
    arrived: list[list[Mark]] = [[] for _ in passages]
    for index, passage in enumerate(passages):
        places = {
            (renamed.get(mark.value), mark.start)
            for mark in passage.marks
            if mark.kind is MarkKind.NOTE
        }
        for mark in passage.marks:
            if mark.kind in _MARKERS:
                value = renamed.get(mark.value, "?" + mark.value)
                kept[index].append(replace(mark, value=value))
            elif mark.kind is not MarkKind.ANCHOR:
                kept[index].append(mark)
            elif (mark.value, mark.start) in places:
                arrived[indexes[mark.value]].append(Mark(MarkKind.ANCHOR, 0, 0, mark.value))
            elif mark.value in names:
                kept[index].append(mark)
    return [
        Passage(passage.text, (*arrived[index], *kept[index]))
        for index, passage in enumerate(passages)
    ]


@dataclass(frozen=True, slots=True)
class _UnequalRanges:
    """``wanted[start:end]`` and ``found[found_start:found_end]``, which are not the same."""

    start: int
    end: int
    found_start: int
    found_end: int


def _stretches(wanted: str, found: str) -> Iterator[_UnequalRanges]:
    """Find where two texts differ: block by block where they have as many, else at one stretch."""
    blocks, others = wanted.split(BLOCK), found.split(BLOCK)
    if len(blocks) != len(others):
        blocks, others = [wanted], [found]
    place = found_place = 0
    for block, other in zip(blocks, others, strict=True):
        if block != other:
            start = _alike(block, other)
            end = _alike(block[start:][::-1], other[start:][::-1])
            yield _UnequalRanges(
                place + start, place + len(block) - end,
                found_place + start, found_place + len(other) - end,
            )  # fmt: skip
        place += len(block) + 1
        found_place += len(other) + 1


def _alike(first: str, second: str) -> int:
    """Count the characters that both begin with, by halving: comparing stretches is fast."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _aligned(
    wanted: Passage, found: Passage, stretches: Sequence[_UnequalRanges]
) -> tuple[Passage, Passage]:
    """Put the marks of ``found`` where they would stand if its text were the one wanted.

    Those inside a stretch that differs, in both passages, come to stand at its start.
    """
    starts = [stretch.start for stretch in stretches]
    found_starts = [stretch.found_start for stretch in stretches]

    def flat(place: int) -> int:
        index = bisect_right(starts, place) - 1
        inside = index >= 0 and place <= stretches[index].end
        return starts[index] if inside else place

    def led(place: int) -> int:
        index = bisect_right(found_starts, place) - 1
        if index < 0:
            return flat(place)
        stretch = stretches[index]
        return flat(max(stretch.start, place - stretch.found_end + stretch.end))

    here = tuple(replace(m, start=flat(m.start), end=flat(m.end)) for m in wanted.marks)
    there = tuple(replace(m, start=led(m.start), end=led(m.end)) for m in found.marks)
    return Passage(wanted.text, here), Passage(wanted.text, there)


def _mark_differences(
    where: str, wanted: Passage, found: Sequence[Mark], origins: Origins
) -> Iterator[MarkDifference]:
    missing = list((Counter(wanted.marks) - Counter(found)).elements())
    added = list((Counter(found) - Counter(wanted.marks)).elements())
    if not missing and not added and wanted.marks != tuple(found):
        index = next(i for i, m in enumerate(found) if m != wanted.marks[i])
        missing, added = [wanted.marks[index]], [wanted.marks[index]]

    by_value = _by(added, lambda mark: (mark.kind, mark.value))
    by_place = _by(added, lambda mark: (mark.kind, mark.start))
    left = dict.fromkeys(range(len(added)))
    for mark in missing:
        change, other = MarkFault.MISSING, None
        for index in by_value[mark.kind, mark.value] or by_place[mark.kind, mark.start]:
            if index in left:
                del left[index]
                other = added[index]
                same = (other.kind, other.value) == (mark.kind, mark.value)
                change = MarkFault.MOVED if same else MarkFault.OTHER
                break
        span = origins.span(mark.start, mark.end)
        yield MarkDifference(where, wanted, change, mark, other, span)
    for index in left:
        mark = added[index]
        span = origins.span(mark.start, mark.end)
        yield MarkDifference(where, wanted, MarkFault.ADDED, mark, None, span)


def _by(marks: Sequence[Mark], key: Callable[[Mark], Key]) -> defaultdict[Key, list[int]]:
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        found[key(mark)].append(index)
    return found


Key = TypeVar("Key", bound=Hashable)
_MARKERS = (MarkKind.NOTE, MarkKind.SECOND_MARKER)
_NO_SEPARATORS = str.maketrans("", "", SEPARATORS)
