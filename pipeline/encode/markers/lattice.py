"""Weigh every way of giving each note one marker, in the order of the text.

A state is a note, the candidate that marks it and the count that the numbered series has
reached. What one step does to the count (goes on, repeats, leaves a gap, is a symbol) has a
weight of its own, so numbering from 0 or 1, gaps, repeated labels and a second series are all
readings of one lattice. Sums over all ways give each state its probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, log
from typing import NamedTuple

from pipeline.encode.markers.numbering import Numbering
from pipeline.encode.markers.scored import ScoredCandidates
from pipeline.encode.markers.steps import UNEXPECTED, UNSET, off_series, sign_step

NONE = -1
_GOOD = 2.0
_FAVOUR = 4.0
_FAR = {"step from any": "step from far"}  # where the document before has told another number


class Beam(NamedTuple):
    """How many states are kept for a note, for one count at most, and how far below the best."""

    states: int
    each: int
    depth: float


NARROW = Beam(8, 4, 9.0)
WIDE = Beam(32, 12, 18.0)


class State(NamedTuple):
    """``candidate`` (an index, or NONE), after which the numbered series stands at ``series``.

    The text has been read up to ``place``, and up to ``inside`` of a note's text where the
    candidate stands in one. ``missing`` is a number that the series has left out, or 0.
    ``other`` is the last label that is no number.
    """

    candidate: int
    place: int
    series: int
    missing: int = 0
    inside: int = 0
    other: str = ""


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


def build(scored: ScoredCandidates, numbering: Numbering, beam: Beam = WIDE) -> list[Layer]:
    """Lay out the lattice for the notes of ``numbering`` and sum over it in both directions."""
    notes = len(numbering.listed)
    scored.close(notes)
    layers: list[Layer] = []
    before = Layer([State(NONE, 0, UNSET)], [[]], [0.0], [])
    for note in range(notes):
        before = _next_layer(_Frontier(note, scored, numbering, beam), before)
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


class _Frontier:
    """The states reached for one note; those far behind the best are dropped as they come."""

    def __init__(
        self, note: int, scored: ScoredCandidates, numbering: Numbering, beam: Beam
    ) -> None:
        self.note = note
        self.numbering = numbering
        self.starts = tuple(numbering.starts(note).items())
        self.after_none = tuple(numbering.after_none(note).items()) if note else self.starts
        self.rise = numbering.ahead(note)
        self.is_carried = numbering.carried is not None
        self.beam = beam
        self.depth = beam.depth
        self.scored = scored
        self.floor = -inf
        self.twin = scored.affinity.twins.get(note)
        self.twin_step = scored.steps[f"step {self.twin} twin"] if self.twin else -inf
        self.reached: dict[State, list[Step]] = {}

    def extend(self, index: int, state: State, forward: float) -> None:
        """Reach all states after ``state``; ``forward`` is the sum over the paths to it."""
        self.index, self.state, self.forward = index, state, forward
        note, scored, count = self.note, self.scored, state.series
        series = self.in_series(count)
        for number, kind in series:
            self.follow(number, kind)
        expected = series[0][0] if count != UNSET else self.numbering.counted[note]
        if count != UNSET:
            in_turn = note + 1 in range(count + 1, count + 4)
            for c in self.within_reach(scored.numbered(note + 1, state.place), "step place"):
                if not in_turn or scored.affinity.is_unprinted(note, scored.candidates[c]):
                    self.mark(c, count, "step place")
        for c in self.within_reach(scored.likely_numbers(state.place), "step fill"):
            is_missing = scored.candidates[c].number == state.missing > 0
            if is_missing and c in scored.whole:
                self.reach(State(c, scored.ends[c], count, 0, 0, state.other), "step fill")
                continue
            number = scored.candidates[c].number
            if all(number != other for other, _ in series):
                for after, kind in off_series(number, count, expected):
                    if kind in UNEXPECTED and c not in scored.whole:
                        continue  # no number is cut for a label that nothing asks for
                    self.mark(c, after, _FAR.get(kind, kind) if self.is_carried else kind)
        self.look_for_lettered()
        for c in self.within_reach(scored.signs(state.place), "step symbol"):
            label = scored.candidates[c].label
            kind = sign_step(label, state.other, scored.symbols)
            self.reach(State(c, scored.ends[c], count, state.missing, 0, label), kind)
        self.look_inside()
        after = count if count == UNSET or self.rise == 0 else expected
        self.reach(State(NONE, state.place, after, state.missing, 0, state.other), "step none")

    def in_series(self, count: int) -> tuple[tuple[int, str], ...]:
        """Give the numbers that carry the series on from ``count``, and the kind of each step."""
        if count == UNSET:
            return self.starts if self.state.other else self.after_none
        return tuple(self.numbering.on(self.note, count))

    def look_for_lettered(self) -> None:
        """Reach the markers of the current number with a letter added: 60a after 60.

        The first note of a document may go on with any number.
        """
        state, scored = self.state, self.scored
        count = self.numbering.carried if state.series == UNSET else state.series
        listed = self.numbering.listed[self.note]
        for c in self.within_reach(scored.lettered(state.place), "step lettered"):
            candidate = scored.candidates[c]
            if candidate.number == count:
                kind = "step on" if candidate.label == listed else "step lettered"
            elif state.series == UNSET:
                kind = "step from far"
            else:
                continue
            after = State(c, scored.ends[c], candidate.number, state.missing, 0, state.other)
            self.reach(after, kind)

    def follow(self, number: int, kind: str) -> None:
        """Reach the next places that carry the series on with ``number``."""
        state, passed = self.state, False
        left_out = number - 1 if kind == "step gap" else state.missing
        for c in self.within_reach(self.scored.numbered(number, state.place), kind):
            after = State(c, self.scored.ends[c], number, left_out, 0, state.other)
            self.reach(after, "step past" if passed else kind)
            passed = passed or self.scored.scores[c] > _GOOD

    def mark(self, candidate: int, count: int, kind: str) -> None:
        """Reach ``candidate``, after which the series stands at ``count``."""
        state = self.state
        end = self.scored.ends[candidate]
        self.reach(State(candidate, end, count, state.missing, 0, state.other), kind)

    def look_inside(self) -> None:
        """Reach the places in the text of the note before that carry the series on."""
        state, scored = self.state, self.scored
        for c in scored.inside(self.note - 1, state.candidate, state.inside):
            candidate = scored.candidates[c]
            for number, kind in self.in_series(state.series):
                inside = f"{'step on' if state.series == UNSET else kind} inside"
                # A series that begins anew, as with 1 after 99, does so in the text alone.
                if candidate.number == number and inside in scored.steps:
                    after = State(c, state.place, number, state.missing, candidate.end, state.other)
                    self.reach(after, inside)

    def within_reach(self, candidates: Sequence[int], kind: str) -> Sequence[int]:
        """Give the candidates, rising by place, until too many good ones have been passed.

        ``kind`` is the likeliest of the steps to them.
        """
        if not candidates:
            return candidates
        passed = self.scored.passed_before
        lead = self.forward + max(self.scored.steps[kind], self.twin_step) + _FAVOUR - self.floor
        if lead >= passed[candidates[-1]]:  # most often: the sums rise
            return candidates
        return [c for c in candidates if lead >= passed[c]]

    def reach(self, after: State, kind: str) -> None:
        """File the step to ``after``, unless it leads nowhere."""
        scored = self.scored
        c, weight = after.candidate, scored.steps[kind]
        if c in scored.second and scored.second[c] != self.state.candidate:
            return  # one of two side by side stands by itself: then it is a figure of a number
        twin = self.twin
        if twin and c != NONE != self.state.candidate:
            same = scored.candidates[c].label == scored.candidates[self.state.candidate].label
            kind = f"step {twin} twin" if same else kind
            weight = scored.steps[kind] + (0.0 if same else scored.steps[f"step {twin} apart"])
        lead = self.forward - scored.passed(after.place)
        if c != NONE:
            if lead + weight + scored.scores[c] + _FAVOUR < self.floor:
                return
            weight += scored.score(self.note, c)
        hope = lead + weight
        if hope >= self.floor:
            self.floor = max(self.floor, hope - self.depth)
            self.reached.setdefault(after, []).append((self.index, weight, kind))


def _next_layer(frontier: _Frontier, before: Layer) -> Layer:
    scored, forward = frontier.scored, before.forward
    leads = [f - scored.passed(s.place) for f, s in zip(forward, before.states, strict=True)]
    for index in sorted(range(len(leads)), key=lambda i: (-leads[i], i)):
        frontier.extend(index, before.states[index], forward[index])
    reached = frontier.reached
    totals = {
        state: log_sum([forward[index] + weight for index, weight, _ in steps])
        for state, steps in reached.items()
    }
    hopes = {s: total - scored.passed(s.place) for s, total in totals.items()}
    kept = _most_hopeful(hopes, frontier.beam)
    return Layer(kept, [reached[s] for s in kept], [totals[s] for s in kept], [])


def _most_hopeful(hopes: dict[State, float], beam: Beam) -> list[State]:
    """Keep the best states, a few for each count, since ways with other counts come back late."""
    floor = max(hopes.values()) - beam.depth
    room: dict[int, int] = {}
    kept = []
    for state in sorted(hopes, key=lambda s: (-hopes[s], s)):
        room[state.series] = room.get(state.series, 0) + 1
        if hopes[state] >= floor and room[state.series] <= beam.each:
            kept.append(state)
    return sorted(kept[: beam.states])


def _sum_backward(layers: Sequence[Layer]) -> None:
    if not layers:
        return
    layers[-1].backward = [0.0] * len(layers[-1].states)
    for layer, after in zip(reversed(layers[:-1]), reversed(layers[1:]), strict=True):
        ways: list[list[float]] = [[] for _ in layer.states]
        for back, steps in zip(after.backward, after.steps, strict=True):
            for index, weight, _ in steps:
                ways[index].append(weight + back)
        layer.backward = [log_sum(way) if way else -1e9 for way in ways]


def log_sum(values: Sequence[float]) -> float:
    """Give the logarithm of the sum of numbers whose logarithms are ``values``."""
    if len(values) == 1:
        return values[0]
    top = max(values)
    return top + log(sum(exp(value - top) for value in values))
