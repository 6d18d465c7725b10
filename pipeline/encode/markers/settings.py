"""What is particular to a profile's markers, and the weights they are judged with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from pipeline.encode.fitted import read_weights
from pipeline.encode.markers.candidates import MarkerCandidate
from pipeline.encode.markers.features import glance, sides
from pipeline.encode.markers.steps import SLIPS


@dataclass(frozen=True, slots=True)
class MarkerSettings:
    """How a profile prints its markers.

    ``symbols`` are the markers that are no numbers, alone or repeated, each with its place in the
    printers' order; ``words`` gives the group of a word that says what a number beside it is (a
    month, a unit, a kind of number); ``source`` is a word with which a note on the source of the
    document begins; ``own`` says in a note that the document had it itself, where markers are often
    letters and symbols.
    """

    symbols: Mapping[str, int]
    words: Mapping[str, str]
    source: str
    own: str
    weights: MarkerWeights

    @classmethod
    def from_table(
        cls, table: Mapping[str, Any], weights: MarkerWeights | None = None
    ) -> MarkerSettings:
        """Read the settings from a profile's table; the weights come with the package."""
        words = {word: group for group, list_ in table["words"].items() for word in list_}
        symbols = {sign: rank for rank, signs in enumerate(table["symbols"]) for sign in signs}
        return cls(
            symbols,
            words,
            table["source"],
            table["own"],
            MarkerWeights.load(table["slips"]) if weights is None else weights,
        )


_REMEMBERED = 50_000


class MarkerWeights:
    """What the keys of candidates and the steps between them weigh.

    ``scale`` gives for rising confidences, as the lattice has them, how often they are right.
    """

    def __init__(
        self, values: Mapping[str, float], scale: Sequence[tuple[float, float]] = ()
    ) -> None:
        self.values = values
        self.scale = scale
        self._sides: dict[tuple[str, str, str], float] = {}

    @classmethod
    def load(cls, slips: float) -> MarkerWeights:
        """Read the weights that come with the package; ``slips`` as in :meth:`expecting`."""
        table = read_weights("markers")
        knots = [(low, high) for low, high in table["scale"]]
        return cls(table["weights"], knots).expecting(slips, table["fitted"])

    def expecting(self, slips: float, fitted: float) -> MarkerWeights:
        """Give the weights for texts in which the share ``slips`` of the markers is missing.

        They were ``fitted`` to texts with another share; what changes are the prior odds of a note
        without a marker, and of a marker with a wrong number, which goes with it.
        """
        shift = log(slips / fitted)
        changed = {kind: self.values[kind] + shift for kind in SLIPS}
        return MarkerWeights({**self.values, **changed}, self.scale)

    def sum(self, keys: Iterable[str]) -> float:
        """Sum the weights of ``keys``."""
        values = self.values
        total = 0.0
        for key in keys:
            if key in values:
                total += values[key]
        return total

    def glance(self, text: str, candidate: MarkerCandidate) -> float:
        """Weigh the characters on both sides, which few thousand candidates differ in."""
        seen = sides(text, candidate)
        score = self._sides.get(seen)
        if score is None:
            if len(self._sides) > _REMEMBERED:
                self._sides.clear()
            score = self._sides[seen] = self.sum(glance(seen))
        return score

    def calibrate(self, chance: float) -> float:
        """Calibrate a probability of the lattice, linearly between the knots of ``scale``."""
        scale = self.scale
        if not scale:
            return chance
        at = bisect_right(scale, (chance, 2.0))
        if at == len(scale):
            return scale[-1][1]
        low, right_low = scale[at - 1] if at else (0.0, 0.0)
        high, right_high = scale[at]
        return right_low + (right_high - right_low) * (chance - low) / (high - low)
