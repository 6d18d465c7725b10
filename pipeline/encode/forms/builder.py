"""Put a text together from stretches of another one."""

from __future__ import annotations

from pipeline.model.document import Span
from pipeline.model.source import Part


class Builder:
    """Collects the parts of a text that is laid out anew."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[Part] = []
        self.length = 0

    def copy(self, start: int, end: int) -> Span:
        """Take a stretch as it is; give where it stands now."""
        if start < end:
            self.parts.append(Part((start, end)))
        return self._grown(max(0, end - start))

    def put(self, start: int, end: int, text: str, reason: str) -> Span:
        """Put ``text`` in the place of a stretch; give where it stands now."""
        if start < end or text:
            self.parts.append(Part((start, end), text, reason))
        return self._grown(len(text))

    def _grown(self, length: int) -> Span:
        start, self.length = self.length, self.length + length
        return start, self.length
