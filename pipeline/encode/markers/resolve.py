"""Give each note of the list its marker in the text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Span
from pipeline.encode.markers.candidates import Candidate, Readable, find_candidates
from pipeline.encode.markers.features import describe
from pipeline.encode.markers.lattice import NONE, Supply, best_path, build, chances
from pipeline.encode.markers.settings import MarkerSettings
from pipeline.encode.standoff import Marker, NoteList, PageMark

SLACK = 3
_RUNNERS_UP = 3
_HEADING_LINES = 6


def resolve(
    text: str, notes: NoteList | None, pages: Sequence[PageMark], settings: MarkerSettings
) -> tuple[Marker, ...]:
    """Find the marker of each note; markers rise by place.

    A note has no marker where nothing in the text is likely to be one. ``confidence`` is the
    probability of the place among all ways to place all notes.
    """
    if notes is None:
        return ()
    body = Readable.of(text, notes.start, pages).text
    candidates = list(find_candidates(body, len(notes.notes) + SLACK, settings))
    opening = heading_length(body)
    weights = settings.weights
    scores = [
        sum(weights.get(key, 0.0) for key in describe(body, candidate, settings.words, opening))
        for candidate in candidates
    ]
    layers = build(Supply(candidates, scores), len(notes.notes), weights)
    markers = []
    for note, (layer, best) in enumerate(zip(layers, best_path(layers), strict=True)):
        chosen = layer.states[best].candidate
        if chosen != NONE:
            markers.append(_marker(body, candidates, note, chosen, chances(layer)))
    return tuple(markers)


def heading_length(text: str) -> int:
    """Give the length of the opening lines."""
    end = 0
    for _ in range(_HEADING_LINES):
        end = text.find("\n", end) + 1
        if not end:
            return len(text)
    return end


def _marker(
    text: str, candidates: Sequence[Candidate], note: int, chosen: int, odds: dict[int, float]
) -> Marker:
    others = sorted((-p, c) for c, p in odds.items() if c not in {chosen, NONE})[:_RUNNERS_UP]
    return Marker(
        marker_span(text, candidates[chosen]),
        note,
        candidates[chosen].label,
        odds[chosen],
        tuple((marker_span(text, candidates[c]), -p) for p, c in others),
    )


def marker_span(text: str, candidate: Candidate) -> Span:
    """Give the marker with the space that belongs to it, the one before or else the one after."""
    start, end = candidate.start, candidate.end
    if text[start - 1 : start] == " " and text[end : end + 1] in {"", "\n", "\t", " "}:
        return start - 1, end
    return start, end
