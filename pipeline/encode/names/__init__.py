"""Links names and terms of the text to the entries of the edition's authority files.

:func:`find_names` reads the passages of one document together, since a full name in one place
says who a surname in another is. Candidates are all printed forms of all entries; a small
fitted model, ``weights.json``, says for each whether an editor would link it and, where several
people share a form, to whom. Nothing is linked where none of them is likely enough.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.encode.names.certain import by_suffix, could_be, knight, opens_sentence
from pipeline.encode.names.describe import NameUsage, name_place, owners, term_place
from pipeline.encode.names.forms import NameSettings, PrintedForm
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import BlockText, JoinedText, NameCandidate, candidates
from pipeline.model.document import Span

__all__ = ["BlockText", "NameIndex", "NameMark", "NameSettings", "find_names"]

_ENOUGH = 0.0
_SURE, _NEVER = math.inf, -math.inf


class NameMark(NamedTuple):
    """A name or term in a passage; ``key`` as in ``persName/@corresp`` or ``gloss/@target``."""

    span: Span
    key: str
    is_term: bool
    is_body: bool = False


def find_names(passages: Sequence[BlockText], index: NameIndex) -> tuple[tuple[NameMark, ...], ...]:
    """Find the names in all passages of one document; the spans of each rise and are disjoint."""
    reading = JoinedText(passages)
    found = candidates(reading, index)
    around = NameUsage.of(reading, found, index)
    marks: list[list[NameMark]] = [[] for _ in passages]
    done = 0
    for candidate in found:
        if candidate.start < done:
            continue
        form, odds = _likeliest(candidate, around, index)
        if odds > _ENOUGH:
            done = candidate.end
            shift = reading.starts[candidate.passage]
            span = (candidate.start - shift, done - shift)
            is_body = form.key in index.bodies
            mark = NameMark(span, form.key, candidate.group.is_term, is_body)
            marks[candidate.passage].append(mark)
    return tuple(map(tuple, marks))


def _likeliest(
    candidate: NameCandidate, around: NameUsage, index: NameIndex
) -> tuple[PrintedForm, float]:
    forms, model = candidate.group.forms, index.model
    if candidate.group.is_term:
        return forms[0], model.terms[term_place(candidate, around)]
    if opens_sentence(candidate, around, index) and could_be(candidate, forms[0], around, index):
        return forms[0], _SURE
    if certain := knight(candidate, around, index) or by_suffix(candidate, around, index):
        return certain, _SURE
    shared = model.names[name_place(candidate, around, index)]
    described = owners(candidate, around, index)
    odds = [
        model.owners[owner] if could_be(candidate, form, around, index) else _NEVER
        for form, owner in zip(forms, described, strict=True)
    ]
    best = odds.index(max(odds))
    return forms[best], shared + odds[best]
