"""Offer every place of a text where a marker could stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.encode.markers.settings import MarkerSettings
from pipeline.encode.standoff import PageMark

PAGE_FILLER = "\x1f"
_RUN = re.compile(r"[0-9]+")
_LONGEST_LABEL = 4


class Candidate(NamedTuple):
    """``text[start:end]`` read as the marker ``label``; ``run`` is the whole run around it.

    ``number`` is the label as a number, -1 for a symbol.
    """

    start: int
    end: int
    label: str
    number: int
    run_start: int
    run_end: int


@dataclass(frozen=True, slots=True)
class Readable:
    """The text before the notes with page marks blanked, so that offsets stay as they are."""

    text: str

    @classmethod
    def of(cls, text: str, end: int, pages: Sequence[PageMark]) -> Readable:
        """Blank ``pages`` in ``text[:end]``."""
        parts: list[str] = []
        done = 0
        for page in pages:
            if page.span[0] >= end:
                break
            start, stop = page.span
            parts += text[done:start], PAGE_FILLER * (stop - start)
            done = stop
        parts.append(text[done:end])
        return cls("".join(parts)[:end])


def find_candidates(text: str, highest: int, settings: MarkerSettings) -> Iterator[Candidate]:
    """Yield the candidates of ``text`` with labels up to ``highest`` in the order of the text.

    A number stands at the end of a run of digits or is the whole of it: ``19435`` offers 5, 35,
    435; a run's own digits never follow a marker.
    """
    for run in _RUN.finditer(text):
        start, end = run.span()
        for size in range(min(_LONGEST_LABEL, end - start), 0, -1):
            at = end - size
            if text[at] == "0" and size > 1:
                continue
            number = int(text[at:end])
            if number <= highest:
                yield Candidate(at, end, text[at:end], number, start, end)
    for symbol in settings.symbol.finditer(text):
        start, end = symbol.span()
        yield Candidate(start, end, symbol[0], -1, start, end)
