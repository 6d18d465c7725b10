"""Fit a scale that says how often markers of a given confidence are right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from marker_corpus import read_corpus, read_table

from pipeline.encode.markers import resolution
from pipeline.encode.markers.settings import MarkerSettings
from pipeline.encode.markers.weights import Weights
from pipeline.encode.standoff import NoteList, NoteText

BOUNDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999)
SMOOTHING = 10


def halves(volumes: Sequence[Path]) -> Iterator[tuple[list[Path], list[Path]]]:
    """Yield each half of the volumes with the other one."""
    yield list(volumes[::2]), list(volumes[1::2])
    yield list(volumes[1::2]), list(volumes[::2])


def judged(volumes: Sequence[Path], weights: Weights) -> Iterator[tuple[float, bool]]:
    """Yield how confident of each marker the weights are, and whether it is right."""
    settings = MarkerSettings.from_table(read_table("markers"), weights)
    for printed in read_corpus(volumes):
        notes = NoteList(
            printed.end, tuple(NoteText("", (span[0], span[0]), span) for span in printed.notes)
        )
        right = set(printed.markers)
        for marker in resolution.resolve(printed.text, notes, (), settings):
            start, end = marker.span
            text = printed.text[start:end]
            start, end = end - len(text.lstrip(" ")), start + len(text.rstrip(" "))
            yield marker.confidence, (start, end) in right


def scale(pairs: Iterable[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Fit a rising scale of few knots: confidence, and how often what has it is right."""
    groups: list[list[float]] = [[] for _ in BOUNDS]
    for confidence, right in pairs:
        group = groups[bisect_right(BOUNDS, confidence) - 1]
        group[:] = [a + b for a, b in zip(group or [0, 0, 0], (1, confidence, right), strict=True)]
    pooled: list[list[float]] = []
    for group in filter(None, groups):
        count, told, _ = group
        mine = [count, told, group[2] + SMOOTHING * told / count, count + SMOOTHING]
        while pooled and pooled[-1][2] / pooled[-1][3] >= mine[2] / mine[3]:
            mine = [a + b for a, b in zip(pooled.pop(), mine, strict=True)]
        pooled.append(mine)
    knots = [(round(told / count, 4), round(hits / all_, 4)) for count, told, hits, all_ in pooled]
    return [*knots[:-1], (1.0, 1.0)]
