"""Weigh every way of giving each note one marker, in the order of the text.

A state is a note, the candidate that marks it and the count that the numbered series has
reached. What one step does to the count (goes on, repeats, leaves a gap, is a symbol) has a
weight of its own, so numbering from 0 or 1, gaps, repeated labels and a second series are all
readings of one lattice. Sums over all ways give each state its probability.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

from pipeline.encode.markers.candidates import Candidate

NONE = -1
_WIDTH = 48
_DEPTH = 22.0
_REACH = 24
_REACH_OFF = 10
_OFF_SERIES_FLOOR = -5.0
_UNSET = -2


class State(NamedTuple):
    """``candidate`` (an index, NONE for a note without marker) after which the series stands at
    ``count`` and the text has been read up to ``place``."""

    candidate: int
    place: int
    count: int


@dataclass(slots=True)
class Layer:
    """The states of one note: weights of all ways to them and from them, and how they are reached.

    ``steps`` holds for each state pairs of (index of the state before, weight, kind of step).
    """

    states: list[State]
    steps: list[list[tuple[int, float, str]]]
    forward: list[float]
    backward: list[float]


class Supply:
    """The candidates of a text by label, with their scores."""

    def __init__(self, candidates: Sequence[Candidate], scores: Sequence[float]) -> None:
        self.candidates = candidates
        self.scores = scores
        self.by_number: dict[int, list[int]] = {}
        self.off_series: list[int] = []
        for index, candidate in enumerate(candidates):
            if candidate.number >= 0:
                self.by_number.setdefault(candidate.number, []).append(index)
            if scores[index] > _OFF_SERIES_FLOOR:
                self.off_series.append(index)

    def numbered(self, number: int, place: int, reach: int) -> Sequence[int]:
        """Give the first ``reach`` candidates labelled ``number`` from ``place`` on."""
        return self._from(self.by_number.get(number, ()), place, reach)

    def others(self, place: int) -> Sequence[int]:
        """Give the next likely candidates with any label from ``place`` on."""
        return self._from(self.off_series, place, _REACH_OFF)

    def _from(self, indices: Sequence[int], place: int, reach: int) -> Sequence[int]:
        first = bisect_right(indices, place - 1, key=lambda i: self.candidates[i].start)
        return indices[first : first + reach]


def build(supply: Supply, notes: int, weights: Mapping[str, float]) -> list[Layer]:
    """Lay out the lattice for so many ``notes`` and sum over it in both directions."""
    layers: list[Layer] = []
    before = Layer([State(NONE, 0, _UNSET)], [[]], [0.0], [])
    for _ in range(notes):
        before = _next_layer(before, supply, weights)
        layers.append(before)
    _sum_backward(layers)
    return layers


def best_path(layers: Sequence[Layer]) -> list[int]:
    """Give the index of the best state of each layer, by the best single way."""
    tops: list[list[tuple[float, int]]] = []
    for number, layer in enumerate(layers):
        row = []
        for steps in layer.steps:
            ways = [((tops[-1][s][0] if number else 0.0) + w, s) for s, w, _ in steps]
            row.append(max(ways, key=lambda way: (way[0], -way[1])))
        tops.append(row)
    path: list[int] = []
    at = max(range(len(tops[-1])), key=lambda i: tops[-1][i][0]) if tops else 0
    for row in reversed(tops):
        path.append(at)
        at = row[at][1]
    return path[::-1]


def chances(layer: Layer) -> dict[int, float]:
    """Give the probability of each candidate as the marker of the layer's note."""
    sums: dict[int, float] = {}
    totals = [f + b for f, b in zip(layer.forward, layer.backward, strict=True)]
    top = max(totals)
    for state, total in zip(layer.states, totals, strict=True):
        sums[state.candidate] = sums.get(state.candidate, 0.0) + exp(total - top)
    whole = sum(sums.values())
    return {candidate: part / whole for candidate, part in sums.items()}


def expected_steps(layers: Sequence[Layer]) -> Iterator[tuple[int, str, float]]:
    """Yield candidate, kind and probability of every step of every way (for fitting)."""
    whole = _log_sum(layers[-1].forward)
    forward = [0.0]
    for layer in layers:
        for state, back, steps in zip(layer.states, layer.backward, layer.steps, strict=True):
            for index, weight, kind in steps:
                yield state.candidate, kind, exp(forward[index] + weight + back - whole)
        forward = layer.forward


def _next_layer(before: Layer, supply: Supply, weights: Mapping[str, float]) -> Layer:
    reached: dict[State, list[tuple[int, float, str]]] = {}
    for index, state in enumerate(before.states):
        for after, kind in _successors(state, supply):
            weight = weights.get(kind, 0.0)
            if after.candidate != NONE:
                weight += supply.scores[after.candidate]
            reached.setdefault(after, []).append((index, weight, kind))
    totals = {
        s: _log_sum([before.forward[i] + w for i, w, _ in steps]) for s, steps in reached.items()
    }
    floor = max(totals.values()) - _DEPTH
    kept = [state for state in reached if totals[state] > floor]
    if len(kept) > _WIDTH:
        kept = sorted(kept, key=lambda s: (-totals[s], s))[:_WIDTH]
    kept.sort()
    return Layer(kept, [reached[s] for s in kept], [totals[s] for s in kept], [])


def _successors(state: State, supply: Supply) -> list[tuple[State, str]]:
    place, count = state.place, state.count
    candidates = supply.candidates
    found: list[tuple[State, str]] = []
    if count == _UNSET:
        starts = [(0, "step from 0"), (1, "step from 1"), (2, "step from 2")]
    else:
        starts = [(count + 1, "step on"), (count + 2, "step gap"), (count + 3, "step gap 2")]
    for number, kind in starts:
        reach = _REACH if number == count + 1 or count == _UNSET else _REACH_OFF
        found += [
            (State(c, candidates[c].end, number), kind)
            for c in supply.numbered(number, place, reach)
        ]
    for c in supply.others(place):
        found += _off_series(c, candidates[c], count)
    found.append(
        (State(NONE, place, max(count, 0) + 1 if count != _UNSET else _UNSET), "step none")
    )
    return found


def _off_series(index: int, candidate: Candidate, count: int) -> list[tuple[State, str]]:
    number, end = candidate.number, candidate.end
    if number < 0:
        return [(State(index, end, count), "step symbol")]
    if count == _UNSET:
        return [] if number <= 2 else [(State(index, end, number), "step from any")]
    if number == count:
        return [(State(index, end, count), "step again")]
    if number < count:
        back = [(State(index, end, count), "step back")]
        return [*back, (State(index, end, number), "step restart")] if number <= 1 else back
    return [(State(index, end, count), "step ahead")] if number > count + 3 else []


def _sum_backward(layers: Sequence[Layer]) -> None:
    if not layers:
        return
    layers[-1].backward = [0.0] * len(layers[-1].states)
    for layer, after in zip(reversed(layers[:-1]), reversed(layers[1:]), strict=True):
        ways: list[list[float]] = [[] for _ in layer.states]
        for back, steps in zip(after.backward, after.steps, strict=True):
            for index, weight, _ in steps:
                ways[index].append(weight + back)
        layer.backward = [_log_sum(way) if way else -1e9 for way in ways]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))
