"""What is particular to a profile's markers, and the weights they are judged with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.encode.markers.weights import MarkerWeights


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
