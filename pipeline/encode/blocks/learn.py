"""Learn from documents that people have corrected what speaks for each kind of line there.

The weights of the package stay; what is learned is added to them. After each document the weights
of what is seen of its lines take a step up for the kinds that the lines are, and down for the
kinds they were taken for, in the measure in which they were (the slope of the chain of lines). The
steps get shorter, and what is sure moves nothing, so that what few documents show stays small.
Which kinds follow each other is not learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.encode.blocks.chain import judge
from pipeline.encode.blocks.custom import custom_of
from pipeline.encode.blocks.features import look_features, parts_of, seen_around
from pipeline.encode.blocks.kinds import Custom, LineKind
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.reading import read_kinds
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.weights import ROWS, LearnedLines, LineWeights, package_weights

_STEPS = (4, 4, 3, 3, 2, 2, 1, 1)
_PARTS = 5


class CorrectedLines(NamedTuple):
    """The lines of a document that hold words, and what a person says that each is."""

    lines: Sequence[Line]
    kinds: Sequence[LineKind]


class Gain(NamedTuple):
    """How many lines and documents are right of all, before and after learning."""

    lines: int
    lines_before: int
    lines_after: int
    documents: int
    before: int
    after: int


def learn(corpus: Sequence[CorrectedLines], settings: BlockSettings) -> LearnedLines:
    """Learn from all of ``corpus``, in its order."""
    learner = _Learner(settings)
    for step in _STEPS:
        for document in corpus:
            learner.take(document, step)
    kept = {
        row: {name: {kind: one for kind, one in kinds.items() if one} for name, kinds in rows}
        for row, rows in ((row, sorted(table.items())) for row, table in learner.tables.items())
    }
    return LearnedLines.from_table(kept)


def gain(corpus: Sequence[CorrectedLines], settings: BlockSettings) -> Gain:
    """Learn from four fifths at a time, and measure on the fifth that is held out."""
    found = [0] * 4
    for part in range(_PARTS):
        held = corpus[part::_PARTS]
        rest = [one for place, one in enumerate(corpus) if place % _PARTS != part]
        learned = replace(settings, learned=learn(rest, settings))
        for place, chosen in enumerate((replace(settings, learned=None), learned)):
            right = [_right(document, chosen) for document in held]
            found[place] += sum(map(sum, right))
            found[place + 2] += sum(map(all, right))
    lines = sum(len(document.lines) for document in corpus)
    return Gain(lines, found[0], found[1], len(corpus), found[2], found[3])


def _right(document: CorrectedLines, settings: BlockSettings) -> list[bool]:
    readings = read_kinds(document.lines, settings, {})
    return [one.kind is kind for one, kind in zip(readings, document.kinds, strict=True)]


class _Learner:
    """The tables that are learned, and the weights of each custom that they are part of."""

    def __init__(self, settings: BlockSettings) -> None:
        self.settings = settings
        self.tables: dict[str, dict[str, dict[str, int]]] = {row: {} for row in ROWS}
        self.weights: dict[Custom, LineWeights] = {}

    def take(self, document: CorrectedLines, step: int) -> None:
        """Go one step on for a document."""
        lines, settings = document.lines, self.settings
        custom = custom_of(lines, settings)
        if custom not in self.weights:
            learned = LearnedLines("", self.tables)
            self.weights[custom] = package_weights(custom, learned)
        judgements = judge(lines, custom, settings, self.weights[custom])
        looks = [look_features(line, settings) for line in lines]
        parts = parts_of(looks)
        for place, (kind, judged) in enumerate(zip(document.kinds, judgements, strict=True)):
            slopes = {
                one: round(step * ((one is kind) - judged.chances.get(one, 0.0)))
                for one in {kind, *judged.chances}
            }
            moved = {one.value: slope for one, slope in slopes.items() if slope}
            if moved:
                seen = list(seen_around(lines, place, parts[place], custom, looks))
                self._move(seen, moved)

    def _move(self, seen: Sequence[tuple[str, str]], moved: dict[str, int]) -> None:
        for row, name in seen:
            kinds = self.tables[row].setdefault(name, {})
            for kind in sorted(moved):
                kinds[kind] = kinds.get(kind, 0) + moved[kind]
        for weights in self.weights.values():
            weights.forget(name for _, name in seen)
