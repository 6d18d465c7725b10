"""Places of the raw text as a browser counts them: lines from 0, columns in UTF-16 units."""

from __future__ import annotations

from pipeline.model.diagnostics import Location
from pipeline.model.document import Span
from pipeline.model.source import Source


class PagePlaces:
    """Leads stretches of the normalized text, and locations, to places of the page."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.lines = source.raw_lines

    def start(self, span: Span) -> list[int]:
        """Give line and column of the beginning of a stretch."""
        return self.stretch(self.source.location(span))[:2]

    def of(self, span: Span) -> list[int]:
        """Give line and column of both ends of a stretch."""
        return self.stretch(self.source.location(span))

    def stretch(self, location: Location) -> list[int]:
        """Give line and column of both ends of a location in this file."""
        return [
            location.line - 1, self._column(location.line, location.column),
            location.end_line - 1, self._column(location.end_line, location.end_column),
        ]  # fmt: skip

    def _column(self, line: int, column: int) -> int:
        words = self.lines[line - 1][: column - 1] if line <= len(self.lines) else ""
        if words.isascii():
            return column - 1
        return column - 1 - len(words) + len(words.encode("utf-16-le")) // 2
