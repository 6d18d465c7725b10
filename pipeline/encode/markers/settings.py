"""What is particular to a profile's markers, and the weights they are judged with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class MarkerSettings:
    """How a profile prints its markers.

    ``symbols`` are the characters, alone or repeated, of markers that are no numbers; ``words``
    gives the group of a word that says what a number beside it is (a month, a unit, a kind of
    number); ``source`` is a word with which a note on the source of the document begins.
    """

    symbols: str
    words: Mapping[str, str]
    source: str
    weights: Mapping[str, float]

    @classmethod
    def from_table(
        cls, table: Mapping[str, Any], weights: Mapping[str, float] | None = None
    ) -> MarkerSettings:
        """Read the settings from a profile's table; the weights come with the package."""
        words = {word: group for group, list_ in table["words"].items() for word in list_}
        return cls(
            table["symbols"],
            words,
            table["source"],
            load_weights() if weights is None else weights,
        )


def load_weights() -> Mapping[str, float]:
    """Read the fitted weights."""
    text = (files("pipeline.encode.markers") / "weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
