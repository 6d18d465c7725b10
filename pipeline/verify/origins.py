"""The way from a place in what is compared back to the transcription."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.model import document as model


@dataclass(frozen=True, slots=True)
class Origins:
    """The way from a place in a passage back to the normalized text of the transcription."""

    places: tuple[int, ...]
    spans: tuple[model.Span, ...]

    def span(self, start: int, end: int) -> model.Span:
        """Give where ``passage.text[start:end]`` stands in the transcription."""
        first = self._place(start, at_end=False)
        last = self._place(max(start, end), at_end=end > start)
        if model.NOWHERE[0] in (first, last):
            return model.NOWHERE
        return first, max(first, last)

    def _place(self, place: int, *, at_end: bool) -> int:
        index = bisect_right(self.places, place - at_end) - 1
        if index < 0:
            return self.spans[0][0] if self.spans else model.NOWHERE[0]
        start, end = self.spans[index]
        return min(start + place - self.places[index], end) if start >= 0 else start
