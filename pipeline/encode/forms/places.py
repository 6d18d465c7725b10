"""The markers of one form, found by their place and by their label."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.document import Span

_PAIRS = 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """A marker: all that is printed of it, and the label alone."""

    whole: Span
    label_span: Span
    label: str


class MarkerPlaces:
    """Markers of one form, by place and by label."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.all = found
        self._by_label: dict[str, list[int]] = defaultdict(list)
        self._found: dict[int, Found] = {one.whole[0]: one for one in found}
        for one in found:
            self._by_label[one.label].append(one.whole[0])

    def inside(self, stretch: Span, labels: Iterable[str]) -> list[Found]:
        """Give the markers of ``labels`` in a stretch, by place; none stands at its very start."""
        starts: list[int] = []
        for of_label, low, high in self._ranges(stretch, labels):
            starts += of_label[low:high]
        return [self._found[start] for start in sorted(starts)]

    def count(self, stretch: Span, labels: Iterable[str]) -> int:
        """Count the markers that :func:`inside` gives; it takes no time for each of them."""
        return sum(high - low for _, low, high in self._ranges(stretch, labels))

    def _ranges(self, stretch: Span, labels: Iterable[str]) -> Iterator[tuple[list[int], int, int]]:
        for label in set(labels):
            of_label = self._by_label.get(label, [])
            low = bisect_left(of_label, stretch[0] + 1)
            yield of_label, low, bisect_left(of_label, stretch[1])

    def row(self, stretch: Span, labels: Sequence[str]) -> tuple[Found, ...]:
        """Give the first row of markers with all ``labels`` in turn; nothing where one lacks."""
        at, end = stretch
        row = []
        for label in labels:
            starts = self._by_label.get(label, [])
            place = bisect_left(starts, at)
            if place == len(starts) or starts[place] >= end:
                return ()
            at = starts[place] + 1
            row.append(self._found[starts[place]])
        return tuple(row)

    def counted(self) -> int:
        """Tell how far markers count from 1, one after the other."""
        at, count = 0, 0
        while True:
            starts = self._by_label.get(str(count + 1), [])
            place = bisect_left(starts, at)
            if place == len(starts):
                return count
            at, count = starts[place] + 1, count + 1

    def in_turn(self, stretch: Span, labels: Sequence[str]) -> int:
        """Tell how many of ``labels`` have a marker in a stretch, one after the other."""
        at, end = stretch
        count, pairs = 0, 0
        for label in labels:
            starts = self._by_label.get(label, ())
            place = bisect_left(starts, at)
            pairs += bisect_left(starts, end) - place
            if place < len(starts) and starts[place] < end:
                count, at = count + 1, starts[place] + 1
        if count == len(labels) or pairs > _PAIRS:
            return count
        return max(count, self._longest(stretch, labels))

    def _longest(self, stretch: Span, labels: Sequence[str]) -> int:
        """Count the longest row of markers in the order of ``labels``.

        A number far behind that is taken for the marker of a note hides those of the others, if
        each is given the first that comes.
        """
        row: list[int] = []  # the least place at which a row of each length may end
        for label in labels:
            starts = self._by_label.get(label, [])
            low, high = bisect_left(starts, stretch[0]), bisect_left(starts, stretch[1])
            for start in reversed(starts[low:high]):
                at = bisect_left(row, start)
                row[at : at + 1] = [start]
        return len(row)
