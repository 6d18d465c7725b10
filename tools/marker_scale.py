"""Fit a scale that says how often markers of a given confidence are right."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from marker_corpus import Printed, read_corpus, read_table
from marker_slips import with_slips

from pipeline.encode.markers import resolution
from pipeline.encode.markers.settings import MarkerSettings, MarkerWeights
from pipeline.encode.standoff import NoteList, NoteText

BOUNDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
SMOOTHING = 10
TOGETHER = 4  # the markers of a document are wrong together, so that many count as few
SHARE_WITH_SLIPS = 0.1  # more than people make, fewer than would teach to doubt everything


class Judged(NamedTuple):
    """How confident the weights are of a marker, whether it is right, and what that counts."""

    confidence: float
    right: bool
    weight: float


def halves(volumes: Sequence[Path]) -> Iterator[tuple[list[Path], list[Path]]]:
    """Yield each half of the volumes with the other one."""
    yield list(volumes[::2]), list(volumes[1::2])
    yield list(volumes[1::2]), list(volumes[::2])


def judged(volumes: Sequence[Path], weights: MarkerWeights, seed: int) -> Iterator[Judged]:
    """Judge the markers of ``volumes``, of some documents a second time, with a slip."""
    settings = MarkerSettings.from_table(read_table("markers"), weights)
    rng = random.Random(seed)  # noqa: S311 - which documents get a slip is no secret
    for printed in read_corpus(volumes):
        yield from _judged(printed, settings)
        if rng.random() < SHARE_WITH_SLIPS and (slipped := with_slips(printed, rng)):
            yield from _judged(slipped, settings)


def _judged(printed: Printed, settings: MarkerSettings) -> Iterator[Judged]:
    listed = zip(printed.numbers, printed.notes, strict=True)
    notes = NoteList(
        printed.end,
        tuple(
            NoteText(number, (span[0], span[0]), (span[0], span[0]), span)
            for number, span in listed
        ),
    )
    right = {span: note for note, span in enumerate(printed.markers) if span is not None}
    for marker in resolution.resolve(
        printed.text, notes, (), settings, carried=printed.carried
    ).markers:
        start, end = marker.span
        text = printed.text[start:end]
        start, end = end - len(text.lstrip(" ")), start + len(text.rstrip(" "))
        is_right = right.get((start, end)) == marker.note
        yield Judged(marker.confidence, is_right, min(1.0, TOGETHER / len(printed.notes)))


def scale(judged: Iterable[Judged]) -> list[tuple[float, float]]:
    """Fit a rising scale of few knots: confidence, and how often what has it is right."""
    groups: list[list[float]] = [[] for _ in BOUNDS]
    for confidence, right, weight in judged:
        group = groups[bisect_right(BOUNDS, confidence) - 1]
        mine = [weight, confidence * weight, right * weight]
        group[:] = [a + b for a, b in zip(group or [0, 0, 0], mine, strict=True)]
    pooled: list[list[float]] = []
    for group in filter(None, groups):
        count, told, _ = group
        pool = [count, told, group[2] + SMOOTHING * told / count, count + SMOOTHING]
        while pooled and pooled[-1][2] / pooled[-1][3] >= pool[2] / pool[3]:
            pool = [a + b for a, b in zip(pooled.pop(), pool, strict=True)]
        pooled.append(pool)
    knots = [(round(told / count, 4), round(hits / all_, 4)) for count, told, hits, all_ in pooled]
    return [*knots[:-1], (1.0, 1.0)]
