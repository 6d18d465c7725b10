"""Keep the candidates of a document at hand, scored, by label and by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.encode.markers.affinity import Affinity
from pipeline.encode.markers.candidates import Candidate
from pipeline.encode.markers.features import Surroundings, glance, look

HOPELESS = -8.0
_REACH = 16
_UNLIKELY = -8.0
_LIKELY = -2.5
_LIKELY_REACH = 8


class Supply:
    """Candidates with their scores; what is hopeless at a glance is left out."""

    def __init__(
        self, weights: Mapping[str, float], page: Surroundings, affinity: Affinity
    ) -> None:
        self.weights = weights
        self.page = page
        self.affinity = affinity
        self.candidates: list[Candidate] = []
        self.scores: list[float] = []
        self._numbered: dict[int, tuple[list[int], list[int]]] = {}
        self._likely: tuple[list[int], list[int]] = ([], [])
        self._symbols: tuple[list[int], list[int]] = ([], [])
        self._places: list[int] = []
        self._passed: list[float] = [0.0]
        self._inside: dict[int, list[int]] = {}
        self._pairs: dict[tuple[int, int], float] = {}

    def add(self, candidates: Iterable[Candidate]) -> None:
        """Judge ``candidates``, which rise by place, and keep those that are not hopeless."""
        weights, text = self.weights, self.page.text
        for candidate in candidates:
            score = sum(weights.get(key, 0.0) for key in glance(text, candidate))
            if score < HOPELESS:
                continue
            score += sum(weights.get(key, 0.0) for key in look(candidate, self.page))
            self.keep(candidate, score)

    def keep(self, candidate: Candidate, score: float) -> None:
        """File ``candidate`` with its score."""
        index = len(self.candidates)
        self.candidates.append(candidate)
        self.scores.append(score)
        if candidate.host >= 0:
            if score > _LIKELY:
                self._inside.setdefault(candidate.host, []).append(index)
            return
        self._places.append(candidate.start)
        self._passed.append(self._passed[-1] + max(0.0, score))
        rows = []
        if candidate.number >= 0 and score > _UNLIKELY:
            rows.append(self._numbered.setdefault(candidate.number, ([], [])))
        if score > _LIKELY:
            rows.append(self._likely if candidate.number >= 0 else self._symbols)
        for places, indices in rows:
            places.append(candidate.start)
            indices.append(index)

    def step(self, kind: str) -> float:
        """Give the weight of a kind of step."""
        return self.weights.get(kind, 0.0)

    def score(self, note: int, index: int) -> float:
        """Give the score of a candidate as the marker of ``note``."""
        pair = note, index
        if pair not in self._pairs:
            keys = self.affinity.keys(note, self.candidates[index])
            shared = sum(self.weights.get(key, 0.0) for key in keys)
            self._pairs[pair] = self.scores[index] + shared
        return self._pairs[pair]

    def passed(self, place: int) -> float:
        """Sum the scores of the good candidates before ``place``.

        Every whole way has to pass them all, to use them or to leave them; what a way has won
        so far is to be compared with what it could have won.
        """
        return self._passed[bisect_left(self._places, place)]

    def numbered(self, number: int, place: int) -> Sequence[int]:
        """Give the next candidates labelled ``number`` from ``place`` on."""
        row = self._numbered.get(number)
        return _next(row, place, _REACH) if row else ()

    def likely(self, place: int) -> Sequence[int]:
        """Give the next symbols and the next likely numbers from ``place`` on."""
        numbers = _next(self._likely, place, _LIKELY_REACH)
        return [*_next(self._symbols, place, _LIKELY_REACH), *numbers]

    def inside(self, note: int, last: int, read: int) -> Iterator[int]:
        """Yield candidates in the text of ``note``, or after the one at ``read`` in its note."""
        yield from self._inside.get(note, ())
        if read:
            yield from (
                c
                for c in self._inside.get(self.candidates[last].host, ())
                if self.candidates[c].start >= read
            )


def _next(row: tuple[list[int], list[int]], place: int, reach: int) -> Sequence[int]:
    places, indices = row
    first = bisect_left(places, place)
    return indices[first : first + reach]
