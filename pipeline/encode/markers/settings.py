"""What is particular to a profile's markers, and the weights they are judged with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class MarkerSettings:
    """How a profile prints its markers.

    ``symbol`` matches a marker that is no number; ``words`` groups the words whose presence
    before or after a number says what the number is (months, units, kinds of number).
    """

    symbol: re.Pattern[str]
    words: Mapping[str, str]
    weights: Mapping[str, float]

    @classmethod
    def from_table(
        cls, table: Mapping[str, Any], weights: Mapping[str, float] | None = None
    ) -> MarkerSettings:
        """Read the settings from a profile's table; the weights come with the package."""
        words = {word: group for group, list_ in table["words"].items() for word in list_}
        return cls(
            re.compile(table["symbol"], re.ASCII),
            words,
            load_weights() if weights is None else weights,
        )


def load_weights() -> Mapping[str, float]:
    """Read the fitted weights."""
    text = (files("pipeline.encode.markers") / "weights.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
