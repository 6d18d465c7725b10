"""Decides which candidates become links, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Span
from pipeline.encode.names.features import Surroundings, own_features, shared_features
from pipeline.encode.names.forms import Form
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import Candidate, Passage, Words, candidates

_ENOUGH = 0.0


@dataclass(frozen=True, slots=True)
class NameMark:
    """A name or term in a passage; ``key`` as in ``persName/@corresp`` or ``gloss/@target``."""

    span: Span
    key: str
    is_term: bool


def find_names(passages: Sequence[Passage], index: NameIndex) -> tuple[tuple[NameMark, ...], ...]:
    """Find the names in all passages of one document; the spans of each rise and are disjoint."""
    texts = [Words.of(passage) for passage in passages]
    found = [candidates(text, index) for text in texts]
    around = Surroundings.of(texts, found, index)
    return tuple(
        tuple(_marks(text, candidates_, around, index))
        for text, candidates_ in zip(texts, found, strict=True)
    )


def _marks(
    text: Words, found: Sequence[Candidate], around: Surroundings, index: NameIndex
) -> list[NameMark]:
    marks: list[NameMark] = []
    done = 0
    for candidate in found:
        if candidate.first < done:
            continue
        form, odds = _likeliest(text, candidate, around, index)
        if odds > _ENOUGH:
            marks.append(NameMark(candidate.span, form.key, form.gaps is not None))
            done = candidate.first + candidate.count
    return marks


def _likeliest(
    text: Words, candidate: Candidate, around: Surroundings, index: NameIndex
) -> tuple[Form, float]:
    weights = index.weights
    shared = sum(weights.get(name, 0.0) for name in shared_features(text, candidate, around, index))
    odds = [
        sum(weights.get(name, 0.0) for name in own_features(text, candidate, form, around, index))
        for form in candidate.forms
    ]
    best = max(range(len(odds)), key=odds.__getitem__)
    return candidate.forms[best], shared + odds[best]
