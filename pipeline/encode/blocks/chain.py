"""Judge of which kind each line is: the likeliest kinds for all lines of a text together.

A linear chain: what is seen of a line and of its two neighbours speaks for and against each
kind, and so does the kind of the line above. The weights were fitted to documents that editors
had encoded (``tools/fit_blocks.py``) and stand in ``weights.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from pipeline.encode.blocks.features import LONG, custom_of, gaps, look_features, place_features
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line, Look
from pipeline.encode.blocks.settings import BlockSettings

_SCALE = 100
_EDGE = ("edge",)
_WIDE_SPACE = "\u2003"
_TOP = 2
Places: TypeAlias = tuple[int, ...]
_Row: TypeAlias = tuple[tuple[int, float], ...]

KINDS: tuple[LineKind, ...] = (
    LineKind.SOURCE_NOTE, LineKind.HEADING, LineKind.DATELINE, LineKind.OPENER_LINE,
    LineKind.PARAGRAPH, LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM, LineKind.ROW,
    LineKind.SIGNATURE, LineKind.CLOSER_LINE, LineKind.CONTINUATION,
)  # fmt: skip
_PLACE = {kind: place for place, kind in enumerate(KINDS)}


def _places(*kinds: LineKind) -> Places:
    return tuple(_PLACE[kind] for kind in kinds)


_BULLET = _places(LineKind.ITEM, LineKind.LIST_HEAD)
_ROW = _places(LineKind.ROW)
_EMPTY = _places(LineKind.LABEL)
_LONG = _places(
    LineKind.PARAGRAPH, LineKind.ITEM, LineKind.SOURCE_NOTE, LineKind.HEADING,
    LineKind.CONTINUATION,
)  # fmt: skip
_ANY = tuple(range(len(KINDS)))
_FIRST = _places(*(kind for kind in KINDS if kind is not LineKind.CONTINUATION))
_NUMBERED_HEADING = _places(LineKind.HEADING)
_SOURCE = _places(LineKind.SOURCE_NOTE)


def possible(lines: Sequence[Line], place: int, custom: str, settings: BlockSettings) -> Places:
    """Give the kinds that a line may be of, as places in ``KINDS``."""
    line = lines[place]
    if line.look is Look.BULLET:
        return _BULLET
    if line.look is Look.ROW:
        return _ROW
    if not line.words.strip(_WIDE_SPACE):
        return _EMPTY
    if custom == "older":
        if not place and settings.source.fullmatch(line.words):
            return _SOURCE
        if place < _TOP and settings.letter_number.fullmatch(line.words):
            return _NUMBERED_HEADING
    if len(line.words) > LONG:
        return _LONG
    return _ANY if place else _FIRST


@dataclass(frozen=True, slots=True)
class Weights:
    """For each feature its weights by kind: of the line itself, the one above, the one below.

    ``follows`` are the weights of a kind (inner) after another (outer), by what is between them.
    """

    here: dict[str, _Row]
    above: dict[str, _Row]
    below: dict[str, _Row]
    follows: dict[str, tuple[tuple[float, ...], ...]]


@cache
def load_weights() -> Weights:
    """Read the weights of the package."""
    text = (files("pipeline.encode.blocks") / "weights.json").read_text("utf-8")
    table = json.loads(text)
    place = {kind.value: _PLACE[kind] for kind in KINDS}

    def rows(name: str) -> dict[str, _Row]:
        return {
            feature: tuple((place[kind], weight / _SCALE) for kind, weight in row.items())
            for feature, row in table[name].items()
        }

    follows = {
        gap: tuple(
            tuple(by_kind.get(before.value, {}).get(after.value, 0) / _SCALE for after in KINDS)
            for before in KINDS
        )
        for gap, by_kind in table["follows"].items()
    }
    return Weights(rows("here"), rows("above"), rows("below"), follows)


def judge(lines: Sequence[Line], settings: BlockSettings, weights: Weights) -> list[LineKind]:
    """Give the kind of each line; ``lines`` are those that hold words."""
    looks = [look_features(line, settings) for line in lines]
    custom = custom_of(lines, settings)
    between = gaps(lines, settings)
    best: list[dict[int, int]] = []
    scores: dict[int, float] = {}
    for place in range(len(lines)):
        choices = possible(lines, place, custom, settings)
        local = [0.0] * len(KINDS)
        if len(choices) > 1:
            _add(local, weights.here, looks[place])
            _add(local, weights.here, place_features(lines, place, custom))
            _add(local, weights.above, looks[place - 1] if place else _EDGE)
            _add(local, weights.below, looks[place + 1] if place + 1 < len(lines) else _EDGE)
        scores, back = _step(scores, choices, local, weights.follows[between[place]])
        best.append(back)
    return _trace(scores, best)


def _add(local: list[float], table: dict[str, _Row], features: Iterable[str]) -> None:
    for feature in features:
        for place, weight in table.get(feature, ()):
            local[place] += weight


def _step(
    scores: dict[int, float],
    choices: tuple[int, ...],
    local: list[float],
    follows: tuple[tuple[float, ...], ...],
) -> tuple[dict[int, float], dict[int, int]]:
    """Go on by one line: the best score of each kind and the kind before it on that way."""
    if not scores:
        return {kind: local[kind] for kind in choices}, {}
    reached: dict[int, float] = {}
    back: dict[int, int] = {}
    ways = [(score, follows[kind], kind) for kind, score in scores.items()]
    for kind in choices:
        score, before = max((score + row[kind], -before) for score, row, before in ways)
        reached[kind] = score + local[kind]
        back[kind] = -before
    return reached, back


def _trace(scores: dict[int, float], best: Sequence[dict[int, int]]) -> list[LineKind]:
    if not scores:
        return []
    kind = max(scores, key=lambda place: (scores[place], -place))
    kinds = [kind]
    for back in reversed(best[1:]):
        kind = back[kind]
        kinds.append(kind)
    return [KINDS[place] for place in reversed(kinds)]
