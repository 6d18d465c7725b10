"""Classify lines: find the most likely sequence of kinds for all lines of a text (Viterbi).

A linear chain: what is seen of a line and of its two neighbours speaks for and against each
kind, and so does the kind of the line above. The weights were fitted to documents that editors
had encoded (``tools/fit_blocks.py``) and stand in ``weights.json``. How sure a kind is, is summed
over all sequences (forward and backward).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import NamedTuple, TypeAlias

from pipeline.encode.blocks.choices import possible
from pipeline.encode.blocks.features import EDGE, gaps, look_features, parts_of, place_features
from pipeline.encode.blocks.kinds import Custom, LineKind
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.weights import KINDS, SCALE, LineWeights, unpacked

_NEVER = -(10**9)
_NOTHING = (0,) * len(KINDS)
# What lies so far behind the best sequence, a factor of e⁹, is followed no further.
_BEHIND = 9 * SCALE
_Chances: TypeAlias = dict[int, float]


class Judgement(NamedTuple):
    """The kind of a line, and how likely each kind is that is at all."""

    kind: LineKind
    chances: Mapping[LineKind, float]


class _ChainStep(NamedTuple):
    """A line as the forward pass leaves it, by kind as places in ``KINDS``.

    ``scores`` are those of the best sequence up to it, ``back`` the kind before on it, ``summed``
    the chances of all sequences up to it, and ``follows`` those of kinds after the line above.
    """

    scores: dict[int, int]
    back: dict[int, int]
    summed: _Chances
    local: _Chances
    follows: tuple[tuple[float, ...], ...]


def judge(
    lines: Sequence[Line],
    custom: Custom,
    settings: BlockSettings,
    weights: LineWeights,
    decided: Mapping[int, LineKind] | None = None,
) -> list[Judgement]:
    """Judge each line; ``lines`` are those that hold words, some perhaps ``decided``."""
    if not lines:
        return []
    steps: list[_ChainStep] = []
    looks = [look_features(line, settings) for line in lines]
    parts = parts_of(looks)
    between = gaps(lines, settings)
    edge = weights.sum_look(EDGE)
    spoken = [edge, *map(weights.sum_look, looks), edge]
    decided = decided or {}
    for place in range(len(lines)):
        choices = possible(lines, place, looks[place], parts[place], settings)
        if place in decided:
            choices = (KINDS.index(decided[place]),)
        local: Sequence[int] = _NOTHING
        if len(choices) > 1:
            features = place_features(lines, place, parts[place], custom, looks[place])
            around = spoken[place][1] + spoken[place + 1][0] + spoken[place + 2][2]
            local = unpacked(weights.sum_place(features) + around)
        steps.append(_step(steps, choices, local, weights, between[place]))
    return _judgements(steps)


def _step(
    steps: Sequence[_ChainStep],
    choices: Sequence[int],
    local: Sequence[int],
    weights: LineWeights,
    gap: str,
) -> _ChainStep:
    """Take one step: the best score of each kind, the kind before it on that path, the sums."""
    follows, chances = weights.follows[gap], weights.chances[gap]
    reached: dict[int, int] = {}
    back: dict[int, int] = {}
    if steps:
        ways = [(score, follows[kind], kind) for kind, score in steps[-1].scores.items()]
        for kind in choices:
            best, before = _NEVER, -1
            for score, row, earlier in ways:
                if score + row[kind] > best:
                    best, before = score + row[kind], earlier
            reached[kind] = best + local[kind]
            back[kind] = before
    else:
        reached = {kind: local[kind] for kind in choices}
    least = max(reached.values()) - _BEHIND
    kept = {kind: score for kind, score in reached.items() if score >= least}
    if len(kept) == 1:  # as of most paragraphs
        only = next(iter(kept))
        return _ChainStep(kept, back, {only: 1.0}, {only: 1.0}, chances)
    top = max(local[kind] for kind in kept)
    own = {kind: exp((local[kind] - top) / SCALE) for kind in kept}
    if steps:
        before_all = steps[-1].summed.items()
        summed = {
            kind: here * sum(chance * chances[earlier][kind] for earlier, chance in before_all)
            for kind, here in own.items()
        }
    else:
        summed = own
    whole = sum(summed.values())
    return _ChainStep(kept, back, {kind: one / whole for kind, one in summed.items()}, own, chances)


def _judgements(steps: Sequence[_ChainStep]) -> list[Judgement]:
    """Go back along the best sequence, and sum the chances of what comes after each line."""
    last = steps[-1].scores
    kind = max(last, key=lambda place: (last[place], -place))
    after: _Chances = dict.fromkeys(last, 1.0)
    found: list[Judgement] = []
    for place in range(len(steps) - 1, -1, -1):
        step = steps[place]
        found.append(Judgement(KINDS[kind], _chances(step, after)))
        if place:
            kind = step.back[kind]
            after = _onward(steps[place - 1], step, after)
    return found[::-1]


def _chances(step: _ChainStep, after: _Chances) -> dict[LineKind, float]:
    if len(after) == 1:
        return {KINDS[only]: 1.0 for only in after}
    both = {kind: chance * after[kind] for kind, chance in step.summed.items()}
    whole = sum(both.values())
    return {KINDS[kind]: chance / whole for kind, chance in both.items()}


def _onward(above: _ChainStep, step: _ChainStep, after: _Chances) -> _Chances:
    """Give for each kind of the line above the chance of all that follows, up to a factor."""
    if len(above.summed) == 1:
        return dict.fromkeys(above.summed, 1.0)
    onward = [(kind, step.local[kind] * chance) for kind, chance in after.items()]
    reached = {
        kind: sum(step.follows[kind][later] * chance for later, chance in onward)
        for kind in above.summed
    }
    top = max(reached.values())
    return {kind: chance / top for kind, chance in reached.items()}
