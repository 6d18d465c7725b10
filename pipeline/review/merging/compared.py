"""Where two texts have the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

_TOKEN = re.compile(r"\w+|\W")


def compared(one: str, other: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Compare two texts by words; yield ``equal`` or ``differ`` and a stretch of each.

    What both begin and end with is taken first, since time grows with the square of the rest.
    """
    mine, theirs = _TOKEN.findall(one), _TOKEN.findall(other)
    my_starts, their_starts = _starts(mine), _starts(theirs)
    head = _shared(mine, theirs)
    tail = _shared(mine[head:][::-1], theirs[head:][::-1])
    yield "equal", 0, my_starts[head], 0, their_starts[head]
    rest = mine[head : len(mine) - tail], theirs[head : len(theirs) - tail]
    for kind, first, last, low, high in SequenceMatcher(None, *rest, autojunk=False).get_opcodes():
        start, end = my_starts[head + first], my_starts[head + last]
        here, there = their_starts[head + low], their_starts[head + high]
        if kind == "equal":
            yield kind, start, end, here, there
            continue
        # Words run together where a paragraph ends, since its end is none of them.
        same = _shared(one[start:end], other[here:there])
        left = _shared(one[start + same : end][::-1], other[here + same : there][::-1])
        yield "equal", start, start + same, here, here + same
        yield "differ", start + same, end - left, here + same, there - left
        yield "equal", end - left, end, there - left, there
    end, stop = my_starts[len(mine) - tail], their_starts[len(theirs) - tail]
    yield "equal", end, len(one), stop, len(other)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
