"""Weigh every way of giving each note one marker, in the order of the text.

A state is a note, the candidate that marks it and the count that the numbered series has
reached. What one step does to the count (goes on, repeats, leaves a gap, is a symbol) has a
weight of its own, so numbering from 0 or 1, gaps, repeated labels and a second series are all
readings of one lattice. Sums over all ways give each state its probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log
from typing import NamedTuple

from pipeline.encode.markers.candidates import LETTER, SYMBOL, Candidate
from pipeline.encode.markers.supply import Supply

NONE = -1
UNSET = -2
RARE = ("step place", "step on inside", "step gap inside", "step wide gap inside")
KINDS = (
    "step from 0", "step from 1", "step from 2", "step from any", "step on", "step past",
    "step gap", "step wide gap", "step fill", "step again", "step back", "step anew",
    "step ahead", "step symbol", "step letter", "step none", *RARE,
)  # fmt: skip
_GOOD = 2.0
_WIDTH = 8
_WIDTH_OF_ALL = 24
_DEPTH = 12.0


class State(NamedTuple):
    """``candidate`` (an index, or NONE), after which the numbered series stands at ``series``.

    The text has been read up to ``place``, and up to ``inside`` of a note's text where the
    candidate stands in one. ``missing`` is a number that the series has left out, or 0.
    """

    candidate: int
    place: int
    series: int
    missing: int = 0
    inside: int = 0


Step = tuple[int, float, str]


@dataclass(slots=True)
class Layer:
    """The states of one note, with the sums of all ways to them and from them.

    ``steps`` holds for each state how it is reached: index of the state before, weight, kind.
    """

    states: list[State]
    steps: list[list[Step]]
    forward: list[float]
    backward: list[float]


def build(supply: Supply, notes: int) -> list[Layer]:
    """Lay out the lattice for so many ``notes`` and sum over it in both directions."""
    layers: list[Layer] = []
    before = Layer([State(NONE, 0, UNSET)], [[]], [0.0], [])
    for note in range(notes):
        before = _next_layer(note, before, supply)
        layers.append(before)
    _sum_backward(layers)
    return layers


def best_path(layers: Sequence[Layer]) -> list[int]:
    """Give the candidate of each layer on the best single way."""
    tops: list[list[tuple[float, int]]] = [[(0.0, 0)]]
    for layer in layers:
        last = tops[-1]
        tops.append([max((last[s][0] + w, -s) for s, w, _ in steps) for steps in layer.steps])
    at = max(range(len(tops[-1])), key=lambda i: tops[-1][i][0])
    path: list[int] = []
    for layer, row in zip(reversed(layers), reversed(tops), strict=False):
        path.append(layer.states[at].candidate)
        at = -row[at][1]
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


def expected_steps(layers: Sequence[Layer]) -> Iterator[tuple[int, int, str, float]]:
    """Yield note, candidate, kind and probability of every step of every way (for fitting)."""
    whole = _log_sum(layers[-1].forward)
    forward = [0.0]
    for note, layer in enumerate(layers):
        for state, back, steps in zip(layer.states, layer.backward, layer.steps, strict=True):
            for index, weight, kind in steps:
                yield note, state.candidate, kind, exp(forward[index] + weight + back - whole)
        forward = layer.forward


def _next_layer(note: int, before: Layer, supply: Supply) -> Layer:
    reached: dict[State, list[Step]] = {}
    for index, state in enumerate(before.states):
        for after, kind in _successors(note, state, supply):
            weight = supply.step(kind)
            if after.candidate != NONE:
                weight += supply.score(note, after.candidate)
            reached.setdefault(after, []).append((index, weight, kind))
    forward = before.forward
    totals = {
        state: _log_sum([forward[index] + weight for index, weight, _ in steps])
        for state, steps in reached.items()
    }
    kept = _most_hopeful({s: total - supply.passed(s.place) for s, total in totals.items()})
    return Layer(kept, [reached[s] for s in kept], [totals[s] for s in kept], [])


def _most_hopeful(hopes: dict[State, float]) -> list[State]:
    """Keep the best states, a few for each count, since ways with other counts come back late."""
    floor = max(hopes.values()) - _DEPTH
    room: dict[int, int] = {}
    kept = []
    for state in sorted(hopes, key=lambda s: (-hopes[s], s)):
        room[state.series] = room.get(state.series, 0) + 1
        if hopes[state] >= floor and room[state.series] <= _WIDTH:
            kept.append(state)
    return sorted(kept[:_WIDTH_OF_ALL])


def _successors(note: int, state: State, supply: Supply) -> Iterator[tuple[State, str]]:
    candidates = supply.candidates
    place, count, missing = state.place, state.series, state.missing
    for number, kind in _in_series(count):
        left_out = number - 1 if kind == "step gap" else missing
        passed = False
        for c in supply.numbered(number, place):
            yield State(c, candidates[c].end, number, left_out), "step past" if passed else kind
            passed = passed or supply.scores[c] > _GOOD
    if count != UNSET and note + 1 not in range(count + 1, count + 4):
        for c in supply.numbered(note + 1, place):
            yield State(c, candidates[c].end, count, missing), "step place"
    for c in supply.likely(place):
        if missing and candidates[c].number == missing:
            yield State(c, candidates[c].end, count), "step fill"
        else:
            for after, kind in _off_series(candidates[c], count):
                yield State(c, candidates[c].end, after, missing), kind
    for c in supply.inside(note - 1, state.candidate, state.inside):
        for number, kind in _in_series(count):
            if candidates[c].number == number:
                yield State(c, place, number, missing, candidates[c].end), f"{kind} inside"
    yield State(NONE, place, count if count == UNSET else count + 1, missing), "step none"


def _in_series(count: int) -> tuple[tuple[int, str], ...]:
    if count == UNSET:
        return (0, "step from 0"), (1, "step from 1"), (2, "step from 2")
    return (count + 1, "step on"), (count + 2, "step gap"), (count + 3, "step wide gap")


def _off_series(candidate: Candidate, count: int) -> Iterator[tuple[int, str]]:
    """Yield what the count is after a candidate that does not carry the series on, and why."""
    number = candidate.number
    if number == SYMBOL:
        yield count, "step symbol"
    elif number == LETTER:
        yield count, "step letter"
    elif count == UNSET:
        if number > 2:  # noqa: PLR2004 - the lower ones begin a series
            yield number, "step from any"
    elif number == count:
        yield count, "step again"
    elif 0 < number < count:
        yield count, "step back"
        if number == 1:
            yield number, "step anew"
    elif number > count + 3:
        yield count, "step ahead"


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
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))
