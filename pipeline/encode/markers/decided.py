"""Places that a person has decided on; the search must keep them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge
from typing import Self

from pipeline.encode.markers.candidates import SYMBOL, MarkerCandidate
from pipeline.encode.standoff import overlaps
from pipeline.model.document import Span


@dataclass(frozen=True, slots=True)
class DecidedMarkers:
    """``spans``, which rise, hold no candidate but those of ``notes``, each with its note."""

    spans: tuple[Span, ...] = ()
    notes: Mapping[MarkerCandidate, int] = field(default_factory=dict)
    _given: frozenset[int] = frozenset()

    @classmethod
    def of(cls, text: str, decided: Sequence[tuple[Span, int | None]]) -> Self:
        """Take decisions that rise by place.

        The first place of each note is a candidate; a further one needs no search.
        """
        first = {note: span for span, note in reversed(decided) if note is not None}
        notes = {_candidate(text, span): note for note, span in first.items()}
        return cls(tuple(span for span, _ in decided), notes, frozenset(notes.values()))

    def applied(self, candidates: Iterable[MarkerCandidate]) -> Iterable[MarkerCandidate]:
        """Put the decided candidates in the place of all that overlap a decided span."""
        free = self.free(candidates)
        return merge(free, sorted(self.notes)) if self.notes else free

    def free(self, candidates: Iterable[MarkerCandidate]) -> Iterable[MarkerCandidate]:
        """Leave out the candidates that overlap a decided span."""
        if not self.spans:
            return candidates
        return (one for one in candidates if not overlaps((one.start, one.end), self.spans))

    def rules_on(self, note: int, candidate: MarkerCandidate) -> bool | None:
        """Tell whether ``candidate`` marks ``note``; None where nobody has decided that."""
        if candidate in self.notes:
            return self.notes[candidate] == note
        return False if note in self._given else None


def _candidate(text: str, span: Span) -> MarkerCandidate:
    start, end = span
    label = text[start:end].strip(" ")
    is_number = label.isascii() and label.isdecimal()
    return MarkerCandidate(start, end, label, int(label) if is_number else SYMBOL, start)
