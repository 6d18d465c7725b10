"""Fit a scale that says how often the kinds of lines of a given confidence are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from block_corpus import Example, block_settings
from marker_scale import Judged, scale

from pipeline.encode.blocks.reading import read_kinds
from pipeline.encode.blocks.settle import as_printed
from pipeline.encode.blocks.weights import KINDS, weights_from

SURE = 1.0 - 1e-9
"""Lines that are of one kind by their layout are not counted."""


def fit_scale(
    corpus: Sequence[Example], fit: Callable[[Sequence[Example]], Mapping[str, Any]]
) -> list[tuple[float, float]]:
    """Judge each half of the volumes by weights fitted to the other, and count what is right."""
    volumes = sorted({example.volume for example in corpus})
    found: list[Judged] = []
    for half in (set(volumes[::2]), set(volumes[1::2])):
        tables = fit([example for example in corpus if example.volume not in half])
        found += _judged([example for example in corpus if example.volume in half], tables)
    return scale(found)


def _judged(corpus: Sequence[Example], tables: Mapping[str, Any]) -> Iterator[Judged]:
    settings = block_settings()
    weights = {example.custom: weights_from(tables, example.custom) for example in corpus}
    for example in corpus:
        readings = read_kinds(example.lines, settings, {}, weights[example.custom])
        for reading, kind in zip(readings, example.kinds, strict=True):
            if reading.confidence < SURE:
                right = as_printed(KINDS[kind], example.custom)
                is_right = as_printed(reading.kind, example.custom) is right
                yield Judged(reading.confidence, is_right, 1.0)
