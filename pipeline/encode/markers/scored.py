"""The candidates of a document with their scores, indexed by label and by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from pipeline.encode.markers.affinity import Affinity
from pipeline.encode.markers.candidates import MarkerCandidate, is_second, is_whole
from pipeline.encode.markers.decided import DecidedMarkers
from pipeline.encode.markers.features import is_called_number, look
from pipeline.encode.markers.settings import MarkerSettings
from pipeline.encode.markers.statistics import TextStatistics
from pipeline.encode.markers.steps import KINDS

HOPELESS = -5.0
CERTAIN = 40.0
NO_FIRST = -2  # the first of two markers side by side was hopeless
_REACH = 16
_UNLIKELY = -8.0
_LIKELY = -2.5
_LIKELY_REACH = 8
_FAIR = -2.0
_PAID = -1.0  # what a figure must have in its favour that the word before calls a number
_MOST = 4.0  # a marker that is left out costs a way no more, however good it looked


class ScoredCandidates:
    """Candidates with their scores; those with a hopeless score are left out."""

    def __init__(
        self,
        settings: MarkerSettings,
        page: TextStatistics,
        affinity: Affinity,
        decided: DecidedMarkers | None = None,
    ) -> None:
        self.weights = settings.weights
        self.symbols = settings.symbols
        self.page = page
        self.affinity = affinity
        self.decided = decided or DecidedMarkers()
        self.steps = {kind: settings.weights.values.get(kind, 0.0) for kind in KINDS}
        self.candidates: list[MarkerCandidate] = []
        self.scores: list[float] = []
        self.ends: list[int] = []
        self.passed_before: list[float] = []
        self.whole: set[int] = set()
        self.called: set[int] = set()
        self.second: dict[int, int] = {}
        self._numbered: dict[int, _CandidateRow] = {}
        self._firsts: dict[int, int] = {}
        self._lettered = _CandidateRow()
        self._likely = _CandidateRow()
        self._signs = _CandidateRow()
        self._places: list[int] = []
        self._passed: list[float] = [0.0]
        self._passed_at: dict[int, float] = {}
        self._inside: dict[int, list[int]] = {}
        self._pairs: dict[tuple[int, int], float] = {}

    def add(self, candidates: Iterable[MarkerCandidate]) -> None:
        """Judge ``candidates``, which rise by place, and keep those that are not hopeless."""
        weights, page, decided = self.weights, self.page, self.decided.notes
        for candidate in candidates:
            if decided and candidate in decided:
                self.keep(candidate, CERTAIN)
                continue
            score = weights.glance(page.text, candidate)
            if score < HOPELESS:
                continue
            if is_called_number(candidate, page):
                self.called.add(len(self.candidates))
            self.keep(candidate, score + weights.sum(look(candidate, page)))

    def keep(self, candidate: MarkerCandidate, score: float) -> None:
        """File ``candidate`` with its score."""
        index = len(self.candidates)
        self.candidates.append(candidate)
        self.scores.append(score)
        self.ends.append(candidate.end)
        if candidate.host >= 0:
            if score > _LIKELY:
                self._inside.setdefault(candidate.host, []).append(index)
            return
        start, number = candidate.start, candidate.number
        if number >= 0 and is_second(self.page.text, candidate):
            self.second[index] = self._firsts.get(start, NO_FIRST)
        self._firsts[candidate.end] = index
        if number >= 0 and candidate.label[-1] > "9":
            if score > _LIKELY:
                self._lettered.append(start, index)
        elif number >= 0:
            if score > _UNLIKELY:
                self._numbered.setdefault(number, _CandidateRow()).append(start, index)
            if score > _LIKELY:
                self._likely.append(start, index)
                if is_whole(self.page.text, candidate):
                    self.whole.add(index)
        elif score > _LIKELY:
            self._signs.append(start, index)

    def close(self, notes: int) -> None:
        """Sum the gains that lie before each place, once all candidates are there.

        A likely number is a gain that a way forgoes when it passes it. A symbol is one as far as
        symbols are needed: where the text has many more than notes without a number, most of
        them are the text's own.
        """
        numbers = {self.candidates[c].number for c in self._likely.indices if self.scores[c] > 0}
        signs = sum(self.scores[c] > _FAIR for c in self._signs.indices)
        need = max(0.0, min(1.0, (notes - len(numbers)) / signs)) if signs else 0.0
        self._places, self._passed, self.passed_before = [], [0.0], []
        self._passed_at.clear()
        for candidate, score in zip(self.candidates, self.scores, strict=True):
            self.passed_before.append(self._passed[-1])
            if candidate.host < 0:
                gain = score if candidate.number >= 0 else need * (score - _FAIR)
                self._places.append(candidate.start)
                self._passed.append(self._passed[-1] + min(max(0.0, gain), _MOST))

    def score(self, note: int, index: int) -> float:
        """Give the score of a candidate as the marker of ``note``."""
        pair = note, index
        if pair not in self._pairs and self.decided.notes:
            ruled = self.decided.rules_on(note, self.candidates[index])
            if ruled is not None:
                self._pairs[pair] = CERTAIN if ruled else -CERTAIN
        if pair not in self._pairs:
            shared = self.weights.sum(self.affinity.keys(note, self.candidates[index]))
            score = self.scores[index] + shared
            self._pairs[pair] = score if index not in self.called or score >= _PAID else -CERTAIN
        return self._pairs[pair]

    def passed(self, place: int) -> float:
        """Sum the gains before ``place``.

        Every whole way has to pass them all, to use them or to leave them; what a way has won
        so far is to be compared with what it could have won.
        """
        if place not in self._passed_at:
            self._passed_at[place] = self._passed[bisect_left(self._places, place)]
        return self._passed_at[place]

    def numbered(self, number: int, place: int) -> Sequence[int]:
        """Give the next candidates labelled ``number`` from ``place`` on."""
        row = self._numbered.get(number)
        return row.next(place, _REACH) if row else ()

    def lettered(self, place: int) -> Sequence[int]:
        """Give the next numbers with a letter behind them, ``60a``, from ``place`` on."""
        return self._lettered.next(place, _REACH)

    def likely_numbers(self, place: int) -> Sequence[int]:
        """Give the next likely numbers from ``place`` on."""
        return self._likely.next(place, _LIKELY_REACH)

    def signs(self, place: int) -> Sequence[int]:
        """Give the next symbols and letters from ``place`` on."""
        return self._signs.next(place, _LIKELY_REACH)

    def inside(self, note: int, last: int, read: int) -> Iterator[int]:
        """Yield candidates in the text of ``note``, or after the one at ``read`` in its note."""
        yield from self._inside.get(note, ())
        if read:
            yield from (
                c
                for c in self._inside.get(self.candidates[last].host, ())
                if self.candidates[c].start >= read
            )


class _CandidateRow:
    """Candidates of one kind, sorted by place."""

    def __init__(self) -> None:
        self.places: list[int] = []
        self.indices: list[int] = []

    def append(self, place: int, index: int) -> None:
        self.places.append(place)
        self.indices.append(index)

    def next(self, place: int, reach: int) -> Sequence[int]:
        first = bisect_left(self.places, place)
        return self.indices[first : first + reach]
