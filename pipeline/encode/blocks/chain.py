"""Classify lines: find the most likely sequence of kinds for all lines of a text (Viterbi).

A linear chain: what is seen of a line and of its two neighbours speaks for and against each
kind, and so does the kind of the line above. The weights were fitted to documents that editors
had encoded (``tools/fit_blocks.py``) and stand in ``weights.json``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from struct import Struct
from typing import TypeAlias

from pipeline.encode.blocks.features import LONG, custom_of, gaps, look_features, place_features
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line, LineLayout
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.fitted import read_weights

_EDGE = ("edge",)
_WIDE_SPACE = "\u2003"
_TOP = 2
_NEVER = -(10**9)
KindNumbers: TypeAlias = tuple[int, ...]
_KindWeights: TypeAlias = tuple[int, ...]
_Three: TypeAlias = tuple[int, int, int]

KINDS: tuple[LineKind, ...] = (
    LineKind.SOURCE_NOTE, LineKind.HEADING, LineKind.DATELINE, LineKind.OPENER_LINE,
    LineKind.PARAGRAPH, LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM, LineKind.ROW,
    LineKind.SIGNATURE, LineKind.CLOSER_LINE, LineKind.CONTINUATION,
)  # fmt: skip
_NOTHING = (0,) * len(KINDS)
_FIELD = 32
_FIELDS = _FIELD * len(KINDS)
_ROW_OF_FIELDS = Struct(f"<{len(KINDS)}i")
_SIGNS = sum(1 << _FIELD * place + _FIELD - 1 for place in range(len(KINDS)))
_THREE_SIGNS = _SIGNS * (1 + (1 << _FIELDS) + (1 << 2 * _FIELDS))
_FIRST_ROW = (1 << _FIELDS) - 1
_PLACE = {kind: place for place, kind in enumerate(KINDS)}


def _places(*kinds: LineKind) -> KindNumbers:
    return tuple(_PLACE[kind] for kind in kinds)


_BULLET = _places(LineKind.ITEM, LineKind.LIST_HEAD)
_ROW = _places(LineKind.ROW)
_EMPTY = _places(LineKind.LABEL)
_LONG = _places(LineKind.PARAGRAPH)
_FIRST = _places(LineKind.SOURCE_NOTE, LineKind.HEADING, LineKind.PARAGRAPH)
_LONG_SECOND = _places(LineKind.HEADING, LineKind.PARAGRAPH)
_LONG_JOINED = _places(LineKind.ITEM, LineKind.HEADING, LineKind.CONTINUATION)
_ANY = _places(*(kind for kind in KINDS if kind is not LineKind.SOURCE_NOTE))
_IN_TABLE = _places(
    LineKind.ROW, LineKind.PARAGRAPH, LineKind.ITEM, LineKind.SIGNATURE, LineKind.CLOSER_LINE,
    LineKind.OPENER_LINE, LineKind.CONTINUATION,
)  # fmt: skip
_NUMBERED_HEADING = _places(LineKind.HEADING)
_CONTINUATION = _places(LineKind.CONTINUATION)
_SOURCE = _places(LineKind.SOURCE_NOTE)


def possible(
    lines: Sequence[Line], place: int, custom: str, settings: BlockSettings
) -> KindNumbers:
    """Give the kinds that a line may be of, as places in ``KINDS``."""
    line = lines[place]
    if line.look is LineLayout.BULLET:
        return _BULLET
    if line.look is LineLayout.ROW:
        return _ROW
    if not line.words.strip(_WIDE_SPACE):
        return _EMPTY
    if custom == "older":
        if not place and settings.source.fullmatch(line.words):
            return _SOURCE
        if place < _TOP and settings.letter_number.fullmatch(line.words):
            return _NUMBERED_HEADING
        if 0 < place <= _TOP and settings.letter_number.fullmatch(lines[place - 1].words):
            return _ANY if line.blank_before else _CONTINUATION
    if not place:
        return _FIRST
    if len(line.words) > LONG:
        if not line.blank_before:
            return _LONG_JOINED
        return _LONG if place >= _TOP else _LONG_SECOND
    joined = not line.blank_before and lines[place - 1].look is LineLayout.ROW
    return _IN_TABLE if joined else _ANY


@dataclass(frozen=True, slots=True)
class LineWeights:
    """For each feature its weights by kind, the fields of one number.

    Adding up is what takes the time, so that a feature of a line's look has one number for three
    rows (``looks``): its weights for the line itself, for the line below it and for the line
    above it. ``places`` are those of features that speak for the line itself alone. ``follows``
    are the weights of a kind (inner) after another (outer), by what is between them.
    """

    looks: dict[str, int]
    places: dict[str, int]
    follows: dict[str, tuple[_KindWeights, ...]]


@cache
def load_weights() -> LineWeights:
    """Read the weights of the package."""
    tables = read_weights("blocks")

    def packed(table: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
        return {name: _packed(_row(weights)) for name, weights in table.items()}

    follows = {
        gap: tuple(_row(table[kind.value]) for kind in KINDS)
        for gap, table in tables["follows"].items()
    }
    here, above, below = (packed(tables[name]) for name in ("here", "above", "below"))
    looks = {
        name: here.get(name, 0)
        + (above.get(name, 0) << _FIELDS)
        + (below.get(name, 0) << 2 * _FIELDS)
        for name in {**here, **above, **below}
    }
    return LineWeights(looks, here, follows)


def _row(weights: Mapping[str, int]) -> _KindWeights:
    return tuple(weights.get(kind.value, 0) for kind in KINDS)


def _packed(row: _KindWeights) -> int:
    """Write ``row`` as one number; a field below zero borrows from the one above it."""
    return sum(weight << _FIELD * place for place, weight in enumerate(row))


def _three(number: int) -> _Three:
    """Part three rows, or the sums of such, that ``number`` holds."""
    signed = number + _THREE_SIGNS
    return (
        (signed & _FIRST_ROW) - _SIGNS,
        (signed >> _FIELDS & _FIRST_ROW) - _SIGNS,
        (signed >> 2 * _FIELDS) - _SIGNS,
    )


def _unpacked(number: int) -> _KindWeights:
    """Give back the row, or the sum of rows, that ``number`` holds."""
    return _ROW_OF_FIELDS.unpack(
        ((number + _SIGNS) ^ _SIGNS).to_bytes(_ROW_OF_FIELDS.size, "little")
    )


def _sum(table: Mapping[str, int], features: Iterable[str]) -> int:
    return sum(map(table.get, features, repeat(0)))


def judge(lines: Sequence[Line], settings: BlockSettings, weights: LineWeights) -> list[LineKind]:
    """Give the kind of each line; ``lines`` are those that hold words."""
    look_at = cache(lambda place: look_features(lines[place], settings))
    edge = _three(_sum(weights.looks, _EDGE))
    spoken = cache(
        lambda place: (
            _three(_sum(weights.looks, look_at(place))) if 0 <= place < len(lines) else edge
        )
    )
    custom = custom_of(lines, settings)
    between = gaps(lines, settings)
    best: list[dict[int, int]] = []
    scores: dict[int, int] = {}
    for place in range(len(lines)):
        choices = possible(lines, place, custom, settings)
        local: Sequence[int] = _NOTHING
        if len(choices) > 1:
            placed = _sum(weights.places, place_features(lines, place, custom, look_at(place)))
            (_, above, _), (here, _, _), (_, _, below) = map(spoken, (place - 1, place, place + 1))
            local = _unpacked(placed + here + above + below)
        scores, back = _step(scores, choices, local, weights.follows[between[place]])
        best.append(back)
    return _trace(scores, best)


def _step(
    scores: dict[int, int],
    choices: tuple[int, ...],
    local: Sequence[int],
    follows: tuple[_KindWeights, ...],
) -> tuple[dict[int, int], dict[int, int]]:
    """Take one Viterbi step: the best score of each kind, and the kind before it on that path."""
    if not scores:
        return {kind: local[kind] for kind in choices}, {}
    reached: dict[int, int] = {}
    back: dict[int, int] = {}
    ways = [(score, follows[kind], kind) for kind, score in scores.items()]
    for kind in choices:
        best, before = _NEVER, -1
        for score, row, earlier in ways:
            if score + row[kind] > best:
                best, before = score + row[kind], earlier
        reached[kind] = best + local[kind]
        back[kind] = before
    return reached, back


def _trace(scores: dict[int, int], best: Sequence[dict[int, int]]) -> list[LineKind]:
    if not scores:
        return []
    kind = max(scores, key=lambda place: (scores[place], -place))
    kinds = [kind]
    for back in reversed(best[1:]):
        kind = back[kind]
        kinds.append(kind)
    return [KINDS[place] for place in reversed(kinds)]
