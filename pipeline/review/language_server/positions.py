"""Places of a text as the pipeline counts them, and as an editor does.

The pipeline counts lines by LF (by CR in a file that has no LF) and columns by characters, from 1.
An editor counts lines by LF, CR and CR LF, and columns by units of the encoding that it has agreed
on, mostly UTF-16, from 0.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from lsprotocol import types
from pygls.workspace import PositionCodec

from pipeline.model.diagnostics import Location
from pipeline.model.source import lines_of

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class EditorText:
    """A text without its byte-order mark, and the unit in which the editor counts its columns."""

    text: str
    codec: PositionCodec

    @cached_property
    def starts(self) -> list[int]:
        """Where the lines begin that an editor shows."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def _starts_told(self) -> list[int]:
        lengths = (len(line) + 1 for line in lines_of(self.text))
        return list(accumulate(lengths, initial=0))

    def offset(self, line: int, column: int) -> int:
        """Give the offset of a place as the pipeline tells it."""
        starts = self._starts_told
        start = starts[min(max(line, 1), len(starts) - 1) - 1]
        return min(start + max(column, 1) - 1, len(self.text))

    def offset_of(self, position: types.Position) -> int:
        """Give the offset of a place that the editor names; what is beyond a line is its end."""
        line = min(position.line, len(self.starts) - 1)
        start = self.starts[line]
        end = self.starts[line + 1] if line + 1 < len(self.starts) else len(self.text)
        words = self.text[start:end].rstrip("\r\n")
        units = accumulate(map(self.codec.client_num_units, words))
        return start + sum(1 for done in units if done <= position.character)

    def line_spans(self) -> Iterator[tuple[int, int]]:
        """Yield where each line that an editor shows begins and ends, without its line end."""
        for start, after in pairwise((*self.starts, len(self.text))):
            yield start, start + len(self.text[start:after].rstrip("\r\n"))

    def units(self, start: int, end: int) -> int:
        """Count the units of a stretch."""
        return int(self.codec.client_num_units(self.text[start:end]))

    def rest_of_line(self, offset: int) -> str:
        """Give what stands in a line from a place on."""
        end = self.starts[min(bisect_right(self.starts, offset), len(self.starts) - 1)]
        return self.text[offset : end if end > offset else len(self.text)].rstrip("\r\n")

    def position(self, offset: int) -> types.Position:
        """Give a place as the editor names it."""
        line = bisect_right(self.starts, offset) - 1
        return types.Position(line, self.units(self.starts[line], offset))

    def span(self, location: Location) -> tuple[int, int]:
        """Give the offsets of a stretch."""
        start = self.offset(location.line, location.column)
        return start, max(start, self.offset(location.end_line, location.end_column))

    def range(self, location: Location) -> types.Range:
        """Give a stretch as the editor names it."""
        start, end = self.span(location)
        return types.Range(self.position(start), self.position(end))
