"""Find the list of notes at the end of a transcription.

The list is known by its form and its place, not by its numbers: they may begin anywhere, leave one
out, come twice or change places, and what is wrong with them is said (``doubt``), while each line
in the form of a note is read as one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from pipeline.encode.standoff import NoteList, NoteText

_EMPTY_NOTES = 3
# A line at the margin, but for page marks: what parts two lists. Tabs begin the cells of a table.
_MARGIN = re.compile(r"\n(?!\[Page )[^ \t\n]")
_COUNTED = re.compile(r"(?P<figures>[0-9]{1,6})[a-z]?", re.ASCII)
_NUMBERED_LINE = r"\n ?(?P<number>{})\.(?: |$)"
_Items: TypeAlias = Sequence[re.Match[str]]


@dataclass(frozen=True, slots=True)
class NoteSettings:
    """How a profile's list of notes looks.

    ``item`` matches at the start of a line, up to where a note's text begins; its group
    ``number`` is what the list counts with: a number, a number with a letter behind it, a letter
    or a symbol.
    """

    item: re.Pattern[str] = field(repr=False)

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> NoteSettings:
        """Read the settings from a profile's table."""
        return cls(re.compile(table["item"], re.MULTILINE | re.ASCII))


def find_notes(text: str, settings: NoteSettings) -> NoteList | None:
    """Find the list that closes ``text``, or None where there is none.

    It is the last stretch of items that no line at the margin parts, with the stretches before it
    that count up to it: a table inside a note may have lines at the margin. Items that count from
    1 inside a note, after which the list goes on, belong to the note.
    """
    stretches = _stretches(text, _items(text, settings.item))
    if not stretches:
        return None
    items = list(stretches.pop())
    if _ends_at_margin(text, items[-1]) and value(items[0]["number"]) not in {0, 1}:
        return None
    while stretches and _counts_up_to(stretches[-1], items):
        items = [*stretches.pop(), *items]
    items = _with_torn(text, _outer(items))
    return _note_list(text, items)


def value(number: str) -> int | None:
    """Give what a list counts with as a number, without a letter behind it; None for a symbol."""
    found = _COUNTED.fullmatch(number)
    return int(found["figures"]) if found else None


def counted(numbers: Sequence[str]) -> list[int]:
    """Give each note the number that it has if the list counts as it should.

    A number that does not fit between its neighbours counts as misread: where ``1 1 3 4`` is
    listed, the second is a 2. What is sound is the longest row of notes whose numbers rise at least
    as fast as their places, with as few leaps as can be. A list may begin anew with 1.
    """
    values = [value(number) for number in numbers]
    found: list[int] = []
    starts = [0, *_restarts(values), len(values)]
    for start, end in pairwise(starts):
        found += _counted_through(numbers[start:end], values[start:end])
    return found


def _counted_through(numbers: Sequence[str], values: Sequence[int | None]) -> list[int]:
    shifts: list[int | None] = []
    behind = 0  # notes with a letter behind the number of the note before: 60, 60a, 61
    for place, (number, number_value) in enumerate(zip(numbers, values, strict=True)):
        lettered = number_value is not None and not number[-1].isdigit()
        behind += lettered
        shifts.append(None if number_value is None else number_value - place + behind)
    known = [one for one in values if one is not None]
    first = min(known, default=1)
    if sorted(known) == list(range(first, first + len(numbers))) or not known:
        return list(range(first, first + len(numbers)))  # at most, some have changed places
    row = _rising(shifts)
    sound, shift = set(row), shifts[row[0]] or 0
    found, behind = [], 0
    for place, number in enumerate(numbers):
        behind += shifts[place] is not None and not number[-1].isdigit()
        if place in sound:
            shift = shifts[place] or 0
        found.append(shift + place - behind)
    return found


def _rising(shifts: Sequence[int | None]) -> list[int]:
    """Give the places of the longest row of shifts that never fall; of two, the more level one."""
    known = [(place, shift) for place, shift in enumerate(shifts) if shift is not None]
    ranks = {shift: rank for rank, shift in enumerate(sorted({shift for _, shift in known}), 1)}
    if len(ranks) == 1:
        return [place for place, _ in known]
    lower = _PrefixMaximum(len(ranks))
    level: dict[int, _Subsequence] = {}
    rows: list[_Subsequence] = []
    for _, shift in known:
        rank = ranks[shift]
        below, here = lower.below(rank), level.get(shift, _NO_ROW)
        row = max(
            (here[0] + 1, here[1], here[2]),
            (below[0] + 1, below[1] - (below[0] > 0), below[2]),
        )
        rows.append(row)
        level[shift] = lower.put(rank, (row[0], row[1], len(rows) - 1))
    at = max(range(len(rows)), key=lambda place: (rows[place][:2], -place))
    found = []
    while at >= 0:
        found.append(known[at][0])
        at = rows[at][2]
    return found[::-1]


_Subsequence: TypeAlias = tuple[int, int, int]
"""How long a row is, minus its leaps, and the place of its last member (before the one at hand)."""
_NO_ROW: _Subsequence = (0, 0, -1)


class _PrefixMaximum:
    """The best row below each rank (a Fenwick tree, so that long lists take no longer a note)."""

    def __init__(self, ranks: int) -> None:
        self.tree = [_NO_ROW] * (ranks + 1)

    def put(self, rank: int, row: _Subsequence) -> _Subsequence:
        at = rank
        while at < len(self.tree):
            self.tree[at] = max(self.tree[at], row)
            at += at & -at
        return row

    def below(self, rank: int) -> _Subsequence:
        best, at = _NO_ROW, rank - 1
        while at > 0:
            best = max(best, self.tree[at])
            at -= at & -at
        return best


def _restarts(values: Sequence[int | None]) -> list[int]:
    """Give the places where a list that counted further begins anew: a 1, and then a 2."""
    return [
        place
        for place in range(2, len(values) - 1)
        if values[place] == 1 and values[place + 1] == 2 and (values[place - 1] or 0) > 1  # noqa: PLR2004
    ]


def _items(text: str, item: re.Pattern[str]) -> list[re.Match[str]]:
    """Find the items by trying each line, which takes a third of the time of a search."""
    found: list[re.Match[str]] = []
    start = 0
    while True:
        match = item.match(text, start)
        if match:
            found.append(match)
            start = max(start, match.end() - 1)
        start = text.find("\n", start) + 1
        if not start:
            return found


def _stretches(text: str, items: _Items) -> list[_Items]:
    """Part the items where a line at the margin stands between them."""
    parts = [
        place
        for place, (before, item) in enumerate(pairwise(items), 1)
        if _MARGIN.search(text, before.end(), item.start())
    ]
    bounds = [0, *parts, len(items)] if items else []
    return [items[start:end] for start, end in pairwise(bounds)]


def _ends_at_margin(text: str, last: re.Match[str]) -> bool:
    return _MARGIN.search(text, last.end()) is not None


def _counts_up_to(before: _Items, items: _Items) -> bool:
    """Tell whether a stretch is the beginning of the list that ``items`` go on with.

    Notes without text leave no line, so that a few may be missing.
    """
    last, first = value(before[-1]["number"]), value(items[0]["number"])
    return last is not None and first is not None and last < first <= last + 1 + _EMPTY_NOTES


def _outer(items: _Items) -> list[re.Match[str]]:
    """Leave out the lists inside notes: those that count from 1 before the list goes on."""
    values = [value(item["number"]) for item in items]
    found: list[re.Match[str]] = []
    place = 0
    while place < len(items):
        found.append(items[place])
        end = _inner_end(values, place)
        place = end or place + 1
    return found


def _inner_end(values: Sequence[int | None], place: int) -> int:
    """Give where the list goes on after one inside the note at ``place``; 0 where there is none."""
    end = place + 1
    while end < len(values) and values[end] == end - place:
        end += 1
    goes_on = end < len(values) and values[end] == (values[place] or 0) + 1
    # One line with a 1 is no list; and "1 1 2 2" is two numbers doubled rather than one.
    return end if goes_on and end > place + 2 else 0


def _with_torn(text: str, items: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Add notes that have lost their indent: lines at the margin with just the missing number."""
    found: list[re.Match[str]] = []
    ends = [(item.start(), value(item["number"])) for item in items[1:]] + [(len(text), None)]
    for item, (end, following) in zip(items, ends, strict=True):
        found.append(item)
        number = value(item["number"])
        if number is None:
            continue
        wanted, at = number + 1, item.end()
        while following is None or wanted < following <= wanted + _EMPTY_NOTES:
            line = re.compile(_NUMBERED_LINE.format(wanted), re.MULTILINE)
            torn = line.search(text, at, end)
            if torn is None:
                break
            found.append(torn)
            wanted, at = wanted + 1, torn.end()
    return found


def _note_list(text: str, items: _Items) -> NoteList:
    ends = [item.start() for item in items[1:]] + [len(text)]
    notes = []
    for item, end in zip(items, ends, strict=True):
        kept = len(text[item.end() : end].rstrip(" \t\n"))
        blanks = len(item.group()) - len(item.group().lstrip(" \t\n"))
        head, span = (item.start() + blanks, item.end()), (item.end(), item.end() + kept)
        notes.append(NoteText(item["number"], item.span("number"), head, span))
    return NoteList(len(text[: items[0].start()].rstrip("\n")), tuple(notes))
