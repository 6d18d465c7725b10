"""Hold the fitted weights of the features of lines, and of kinds that follow each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from struct import Struct
from typing import Any, TypeAlias

from pipeline.encode.blocks.kinds import Custom, LineKind
from pipeline.encode.fitted import read_weights

KINDS: tuple[LineKind, ...] = (
    LineKind.SOURCE_NOTE, LineKind.HEADING, LineKind.DATELINE, LineKind.OPENER_LINE,
    LineKind.SALUTATION, LineKind.PARAGRAPH, LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM,
    LineKind.ROW, LineKind.VALEDICTION, LineKind.SIGNATURE, LineKind.CLOSER_LINE,
    LineKind.POSTSCRIPT, LineKind.CONTINUATION,
)  # fmt: skip
SCALE = 100
"""Weights are written in hundredths."""
KindWeights: TypeAlias = tuple[int, ...]
ThreeRows: TypeAlias = tuple[int, int, int]
_FIELD = 32
_FIELDS = _FIELD * len(KINDS)
_ROW_OF_FIELDS = Struct(f"<{len(KINDS)}i")
_SIGNS = sum(1 << _FIELD * place + _FIELD - 1 for place in range(len(KINDS)))
_THREE_SIGNS = _SIGNS * (1 + (1 << _FIELDS) + (1 << 2 * _FIELDS))
_FIRST_ROW = (1 << _FIELDS) - 1
_SHIFT = {kind.value: _FIELD * place for place, kind in enumerate(KINDS)}
_REMEMBERED = 200_000
TABLE_OF_CUSTOM = {
    Custom.NUMBERED: "numbered", Custom.OLDER: "older", Custom.FILED: "early",
    Custom.DESPATCHES: "early", Custom.LETTERS: "letters",
}  # fmt: skip


class _FeatureTable(dict[str, int]):
    """Rows by feature, each added up and written as one number when it is first asked for."""

    def __init__(self, parts: Sequence[tuple[int, Mapping[str, Mapping[str, int]]]]) -> None:
        """Take tables with the number of fields that their rows are moved up by."""
        super().__init__()
        self.parts = parts

    def __missing__(self, name: str) -> int:
        number = 0
        for fields, table in self.parts:
            if name in table:
                number += _packed(table[name]) << fields
        if len(self) < _REMEMBERED:
            self[name] = number
        return number


@dataclass(frozen=True, slots=True)
class LineWeights:
    """For each feature its weights by kind, the fields of one number.

    Adding up is what takes the time, so that a feature of a line's look has one number for three
    rows (``looks``): its weights for the line itself, for the line below it and for the line
    above it. ``places`` are those of features that speak for the line itself alone. ``follows``
    are the weights of a kind (inner) after another (outer), by what is between them, ``chances``
    the factors that they stand for. ``scale`` gives for rising confidences how often they are
    right.
    """

    custom: Custom
    looks: Mapping[str, int]
    places: Mapping[str, int]
    follows: Mapping[str, tuple[KindWeights, ...]]
    chances: Mapping[str, tuple[tuple[float, ...], ...]]
    scale: tuple[tuple[float, float], ...] = ()

    def sum_look(self, features: Iterable[str]) -> ThreeRows:
        """Add up what a line's look weighs for itself, the line below and the line above."""
        return _three(sum(map(self.looks.__getitem__, features)))

    def sum_place(self, features: Iterable[str]) -> int:
        """Add up what a line's place weighs, as a row in one number."""
        return sum(map(self.places.__getitem__, features))

    def scaled(self, confidence: float) -> float:
        """Give how often a kind of this ``confidence`` is right."""
        place = bisect_right(self.scale, (confidence, 2.0))
        if not 0 < place < len(self.scale):
            return confidence if not self.scale else self.scale[min(place, len(self.scale) - 1)][1]
        (low, left), (high, right) = self.scale[place - 1], self.scale[place]
        return left + (right - left) * (confidence - low) / (high - low)


@cache
def _tables() -> Mapping[str, Any]:
    tables: Mapping[str, Any] = read_weights("blocks")
    return tables


@cache
def load_weights(custom: Custom) -> LineWeights:
    """Read the weights of the package, for lines as volumes of one custom print them."""
    return weights_from(_tables(), custom)


def weights_from(tables: Mapping[str, Any], custom: Custom) -> LineWeights:
    """Add the weights that hold for volumes of one custom to those that hold for all."""
    own, shared = tables[TABLE_OF_CUSTOM[custom]], tables["all"]
    both = (own, shared)
    places = _FeatureTable([(0, table["here"]) for table in both])
    looks = _FeatureTable(
        [
            (place * _FIELDS, table[name])
            for place, name in enumerate(("here", "above", "below"))
            for table in both
        ]
    )
    follows = {
        gap: tuple(
            tuple(map(sum, zip(_row(row), _row(own["follows"][gap][before]), strict=True)))
            for before, row in table.items()
        )
        for gap, table in shared["follows"].items()
    }
    chances = {
        gap: tuple(tuple(exp(weight / SCALE) for weight in row) for row in rows)
        for gap, rows in follows.items()
    }
    scale = tuple((low, high) for low, high in tables.get("scale", ()))
    return LineWeights(custom, looks, places, follows, chances, scale)


def _row(weights: Mapping[str, int]) -> KindWeights:
    return tuple(weights.get(kind.value, 0) for kind in KINDS)


def _packed(weights: Mapping[str, int]) -> int:
    """Write a row as one number; a field below zero borrows from the one above it."""
    return sum(weight << _SHIFT[name] for name, weight in weights.items())


def _three(number: int) -> ThreeRows:
    """Part three rows, or the sums of such, that ``number`` holds."""
    signed = number + _THREE_SIGNS
    return (
        (signed & _FIRST_ROW) - _SIGNS,
        (signed >> _FIELDS & _FIRST_ROW) - _SIGNS,
        (signed >> 2 * _FIELDS) - _SIGNS,
    )


def unpacked(number: int) -> KindWeights:
    """Give back the row, or the sum of rows, that ``number`` holds."""
    return _ROW_OF_FIELDS.unpack(
        ((number + _SIGNS) ^ _SIGNS).to_bytes(_ROW_OF_FIELDS.size, "little")
    )
