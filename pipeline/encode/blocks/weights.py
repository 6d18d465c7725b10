"""Hold the fitted weights of the features of lines, and of kinds that follow each other."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    looks: _FeatureTable
    places: _FeatureTable
    follows: Mapping[str, tuple[KindWeights, ...]]
    chances: Mapping[str, tuple[tuple[float, ...], ...]]
    scale: tuple[tuple[float, float], ...] = ()

    def sum_look(self, features: Iterable[str]) -> ThreeRows:
        """Add up what a line's look weighs for itself, the line below and the line above."""
        return _three(sum(map(self.looks.__getitem__, features)))

    def sum_place(self, features: Iterable[str]) -> int:
        """Add up what a line's place weighs, as a row in one number."""
        return sum(map(self.places.__getitem__, features))

    def forget(self, names: Iterable[str]) -> None:
        """Add up anew what these features weigh when they are asked for again."""
        for name in names:
            self.looks.pop(name, None)
            self.places.pop(name, None)

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


LineTables: TypeAlias = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Weights by row (``here``, ``above``, ``below``), by feature, by kind."""
ROWS = ("here", "above", "below")
_LARGEST = 10_000  # a hundred of these stay within a field


@dataclass(frozen=True, slots=True)
class LearnedLines:
    """Weights beside those of the package, learned from documents that people have corrected.

    ``written`` is all of ``tables`` as a text, by which they are known again in another process.
    """

    written: str
    tables: LineTables = field(compare=False)

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> LearnedLines:
        """Read the weights from ``lines.toml``; raises ValueError."""
        for row, features in table.items():
            weights = [weight for kinds in features.values() for weight in kinds.items()]
            if row not in ROWS:
                raise ValueError(f"there is no row {row!r}; the rows are {', '.join(ROWS)}")
            for kind, weight in weights:
                if kind not in _SHIFT or type(weight) is not int or abs(weight) > _LARGEST:
                    raise ValueError(f"{kind!r} = {weight!r} is no weight of a kind of line")
        return cls(json.dumps(table), {row: table.get(row, {}) for row in ROWS})


@cache
def load_weights(custom: Custom, learned: LearnedLines | None = None) -> LineWeights:
    """Read the weights for lines as volumes of one custom print them, for all who ask."""
    return package_weights(custom, learned)


def package_weights(custom: Custom, learned: LearnedLines | None = None) -> LineWeights:
    """Read the weights of the package, with what is ``learned`` beside them."""
    return weights_from(_tables(), custom, learned)


def weights_from(
    tables: Mapping[str, Any], custom: Custom, learned: LearnedLines | None = None
) -> LineWeights:
    """Add the weights that hold for volumes of one custom to those that hold for all."""
    own, shared = tables[TABLE_OF_CUSTOM[custom]], tables["all"]
    added = (own, shared, learned.tables) if learned else (own, shared)
    places = _FeatureTable([(0, table["here"]) for table in added])
    looks = _FeatureTable(
        [(place * _FIELDS, table[name]) for place, name in enumerate(ROWS) for table in added]
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
