"""Fit a scale that says how often the kinds of lines of a given confidence are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from block_corpus import Example, block_settings
from marker_scale import Judged, scale

from pipeline.encode.blocks.chain import judge
from pipeline.encode.blocks.reading import shown_chances
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
        custom = example.custom
        judgements = judge(example.lines, custom, settings, weights[custom])
        for judgement, kind in zip(judgements, example.kinds, strict=True):
            judged = as_printed(judgement.kind, custom)
            confidence = shown_chances(judgement, custom)[judged]
            if confidence < SURE:
                yield Judged(confidence, judged is as_printed(KINDS[kind], custom), 1.0)
