"""Blanks between words: one, and none before a marker or at the edges of emphasis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.normalize.handed_in.content import (
    EmphasizedRuns,
    LineEnd,
    MarkedRuns,
    NoteCall,
    TypedRun,
    TypedRuns,
)

_BLANKS = re.compile(r"[ \t\n\r\f\v]+")


def without_gaps(runs: TypedRuns) -> TypedRuns:
    """Leave one blank between words, none before a marker or at the edges of emphasis."""
    parted = _joined([part for run in runs for part in _edges(run)])
    for place, (one, other) in enumerate(pairwise(parted)):
        if isinstance(one, str) and isinstance(other, NoteCall):
            bare = one.rstrip(" ")
            follows = parted[place + 2] if place + 2 < len(parted) else ""
            if bare != one and isinstance(follows, str) and follows[:1].isalnum():
                parted[place + 2] = " " + follows
            parted[place] = bare
    if parted and isinstance(parted[0], str):
        parted[0] = parted[0].lstrip(" ")
    if parted and isinstance(parted[-1], str):
        parted[-1] = parted[-1].rstrip(" ")
    return tuple(run for run in parted if run != "")


def _edges(run: TypedRun) -> TypedRuns:
    if not isinstance(run, EmphasizedRuns | MarkedRuns) or not run.runs:
        return (run,)
    inner = _joined([part for one in run.runs for part in _edges(one)])
    before = after = ""
    if inner and isinstance(inner[0], str):
        before = " " if inner[0][:1] == " " else ""
        inner[0] = inner[0].lstrip(" ")
    if inner and isinstance(inner[-1], str):
        after = " " if inner[-1][-1:] == " " else ""
        inner[-1] = inner[-1].rstrip(" ")
    kept = tuple(one for one in inner if one != "")
    if not kept:
        return (before or after,)
    calls = tuple(one for one in kept if isinstance(one, NoteCall))
    if len(calls) == len(kept) and isinstance(run, EmphasizedRuns):  # a marker, only raised
        return (before, *calls, after)
    return before, replace(run, runs=kept), after


def _joined(runs: Sequence[TypedRun]) -> list[TypedRun]:
    """Join words that follow one another, and leave one blank where there are several."""
    joined: list[TypedRun] = []
    for run in runs:
        if isinstance(run, str) and joined and isinstance(joined[-1], str):
            joined[-1] = _BLANKS.sub(" ", joined[-1] + run)
        else:
            joined.append(_BLANKS.sub(" ", run) if isinstance(run, str) else run)
    for place, (one, other) in enumerate(pairwise(joined)):
        if isinstance(one, str) and isinstance(other, LineEnd):
            joined[place] = one.rstrip(" ")
        elif isinstance(one, LineEnd) and isinstance(other, str):
            joined[place + 1] = other.lstrip(" ")
    return joined
