"""Tell which documents of an edition go on with the note numbers of the document before.

Volumes of one time number their notes through: 46 and 47 in one document, 48 in the next, and after
99 from 1 again. What number a document stopped at is read off its text at a glance; resolving its
markers may judge otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.encode.notes import NoteSettings, find_notes, value

# From the number, since a text has far fewer numbers than words: right behind a word or its signs.
_LABEL = re.compile(
    r"[0-9]{1,3}(?<![0-9]{4})(?P<letter>[a-z]?)(?![0-9A-Za-z]|[/–-][0-9])", re.ASCII
)
_BEHIND = frozenset(".,;:)]”’")
_FIRST = frozenset({0, 1})
_OWN = 2  # a document whose first note is 0, 1 or 2 counts by itself
_ROUND = 99
_MOST = 999  # no label is longer


class _NumberRange(NamedTuple):
    """How a document counts: its first number and its last.

    It ``is_plain`` where all its numbers, and more than one, are seen.
    """

    first: int
    last: int
    is_plain: bool


def carried_numbers(texts: Iterable[tuple[str, str]], settings: NoteSettings) -> Mapping[str, int]:
    """Give the last number of the document before for each that may go on with it.

    ``texts`` are ids and texts in the order of the edition. In an edition most of whose documents
    begin elsewhere than with 1, these are all; in any other, those that do go on.
    """
    found: dict[str, tuple[int, _NumberRange]] = {}
    counts: list[_NumberRange] = []
    before: int | None = None
    for name, text in texts:
        count = _count(text, settings, before)
        if count is None:
            continue
        counts.append(count)
        if before is not None:
            found[name] = before, count
        before = count.last
    through = 2 * sum(count.first > _OWN for count in counts) > len(counts)
    return {
        name: last
        for name, (last, count) in found.items()
        if through or (count.is_plain and count.first > _OWN and count.first == last + 1)
    }


def _count(text: str, settings: NoteSettings, before: int | None) -> _NumberRange | None:
    """Tell how a document counts its notes; None where it has none, or nothing shows it.

    Where no number is seen, all behind figures perhaps, it may go on with those ``before``.
    """
    notes = find_notes(text, settings)
    if notes is None:
        return None
    labels = _labels(text, notes.start)
    first = next(labels, None)
    if first is None:
        if before is None:
            return None
        return _NumberRange(before + 1, before + len(notes.notes), is_plain=False)
    if first[0] in _FIRST:
        return _NumberRange(1, len(notes.notes), is_plain=False)
    seen = [first, *labels]
    size = min(len(notes.notes) - sum(lettered for _, lettered in seen), _MOST)
    numbers = {number for number, _ in seen}
    if size <= 0:  # 3a alone goes on with the 3 of the document before
        return _NumberRange(min(numbers), max(numbers), is_plain=False)
    listed = value(notes.notes[0].number) or 1
    starts = [listed] if before is None else [before + 1, listed]
    best = max([*starts, *sorted(numbers)], key=lambda start: _hits(start, size, numbers))
    last = best + max(size, 1) - 1
    last -= _ROUND if last > _ROUND and last not in numbers else 0
    hits = _hits(best, size, numbers)
    is_plain = 1 < size == hits > _hits(listed, size, numbers)
    return _NumberRange(best, last, is_plain)


def _hits(start: int, size: int, numbers: Collection[int]) -> int:
    """Count how many of the numbers from ``start`` on are there."""
    wanted = range(start, start + size)
    return sum(number in numbers or number - _ROUND in numbers for number in wanted)


def _labels(text: str, end: int) -> Iterator[tuple[int, bool]]:
    """Yield the numbers that can be markers, and whether a letter stands behind them."""
    for match in _LABEL.finditer(text, 0, end):
        start, end = match.span()
        start -= text[start - 1 : start] == " " and text[end : end + 1] in {"", "\n"}
        before = text[start - 1 : start]
        if before.isalpha() or before in _BEHIND:
            letter = match["letter"]
            yield int(match.group().removesuffix(letter)), bool(letter)
