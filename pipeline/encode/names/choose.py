"""Decides which candidates become links, and to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Span
from pipeline.encode.names.features import Surroundings, own_features, shared_features
from pipeline.encode.names.forms import Form
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import Candidate, Passage, Reading, candidates

_ENOUGH = 0.0


@dataclass(frozen=True, slots=True)
class NameMark:
    """A name or term in a passage; ``key`` as in ``persName/@corresp`` or ``gloss/@target``."""

    span: Span
    key: str
    is_term: bool


def find_names(passages: Sequence[Passage], index: NameIndex) -> tuple[tuple[NameMark, ...], ...]:
    """Find the names in all passages of one document; the spans of each rise and are disjoint."""
    reading = Reading(passages)
    found = candidates(reading, index)
    around = Surroundings.of(reading, found, index)
    marks: list[list[NameMark]] = [[] for _ in passages]
    done = 0
    for candidate in found:
        start, end = candidate.span
        if start < done:
            continue
        form, odds = _likeliest(candidate, around, index)
        if odds > _ENOUGH:
            place = reading.passage_at(start)
            shift = reading.starts[place]
            span = (start - shift, end - shift)
            marks[place].append(NameMark(span, form.key, form.gaps is not None))
            done = end
    return tuple(map(tuple, marks))


def _likeliest(candidate: Candidate, around: Surroundings, index: NameIndex) -> tuple[Form, float]:
    shared = _added_up(shared_features(candidate, around, index), index)
    odds = [_added_up(names, index) for names in own_features(candidate, around, index)]
    best = odds.index(max(odds))
    return candidate.forms[best], shared + odds[best]


def _added_up(names: Iterable[str], index: NameIndex) -> float:
    return sum(filter(None, map(index.weights.get, names)))
