"""Offer every place of a text where a marker could stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.document import Span
from pipeline.encode.standoff import PageMark

PAGE_FILLER = "\x1f"
SYMBOL = -1
LETTER = -2
_REPEATED = "{}{{1,3}}"
# Begins with the letter and looks back from it: most are passed over since one follows them.
_LETTER = re.compile(
    r"[a-z](?![A-Za-z])(?:"
    r"(?<=[0-9].)(?![0-9–-])"
    r"|(?<=[.,;:)\]”].)(?=[ \t\n])"
    r"|(?<=[ A-Za-z].)(?= ?[\t\n])"
    r"|(?<=\t.)(?=[0-9.$]))"
)
_RUN = re.compile(r"[0-9]+")
_EMPHASIS = 60
_HEADING = "No. "
_POINTS = set(".,;:)]”")


class Candidate(NamedTuple):
    """``text[start:end]`` read as the marker ``label``; its whole run of digits is from ``run``.

    ``number`` is the label as a number, or ``SYMBOL`` or ``LETTER``. ``host`` is the note in
    whose text the candidate stands, -1 for the text before the notes.
    """

    start: int
    end: int
    label: str
    number: int
    run: int
    host: int = -1


def blank_pages(text: str, pages: Sequence[PageMark]) -> str:
    """Overwrite page marks, so that nothing in them is a candidate and offsets stay."""
    parts: list[str] = []
    done = 0
    for page in pages:
        start, end = page.span
        parts += text[done:start], PAGE_FILLER * (end - start)
        done = end
    return "".join([*parts, text[done:]])


def find_runs(text: str) -> list[Span]:
    """Give every run of digits."""
    return [run.span() for run in _RUN.finditer(text)]


def find_candidates(
    text: str, runs: Sequence[Span], span: Span, highest: int, symbols: str
) -> list[Candidate]:
    """Give the candidates of ``text[span]`` with labels up to ``highest``, rising by place.

    A number stands at the end of one of the ``runs`` of digits of the text, or is the whole of
    it: ``19435`` offers 5, 35 and 435; digits of the text never follow a marker directly.
    """
    start, end = span
    found = [
        Candidate(match.start(), match.end(), match[0], SYMBOL, match.start())
        for symbol in symbols
        if symbol in text
        for match in re.compile(_REPEATED.format(re.escape(symbol))).finditer(text, start, end)
        if not _stands_alone(text, match) and not _emphasizes(text, match)
    ]
    longest, labels = len(str(highest)), _labels(highest)
    for first, last in runs[bisect_left(runs, (start,)) : bisect_left(runs, (end,))]:
        for at in range(max(first, last - longest), last):
            label = text[at:last]
            if label in labels and not (at == first and _numbers_a_heading(text, at, last)):
                found.append(Candidate(at, last, label, labels[label], first))
    return sorted(found)


@lru_cache(maxsize=8)
def _labels(highest: int) -> Mapping[str, int]:
    return {str(number): number for number in range(highest + 1)}


def _numbers_a_heading(text: str, start: int, end: int) -> bool:
    """Tell whether a number is that of a document, on the line of its own: ``No. 1282``.

    A document whose first note lost its marker must not lose its number in its place.
    """
    return text.startswith("\n", end) and text[text.rfind("\n", 0, start) + 1 : start] == _HEADING


def _stands_alone(text: str, symbol: re.Match[str]) -> bool:
    """Tell whether a symbol is all that a cell, a line or a bracket holds."""
    before = text[symbol.start() - 1 : symbol.start()]
    after = text[symbol.end() : symbol.end() + 2].lstrip(" ")[:1]
    return before in {"\t", "\n", "("} and after in {"", "\t", "\n", ")"}


def _emphasizes(text: str, symbol: re.Match[str]) -> bool:
    """Tell whether a symbol closes a stretch of its line that the same symbol opens: ``*so*``."""
    start, sign = symbol.start(), symbol[0]
    line = text[max(0, start - _EMPHASIS) : start].rpartition("\n")[2].rpartition("\t")[2]
    opening = line.rfind(sign)
    if opening < 0:
        return False
    before, after = line[:opening][-1:], line[opening + len(sign) :][:1]
    return not (before.isalnum() or before in _POINTS) and after.isalnum()


def find_letters(text: str, start: int, end: int, highest: int) -> list[Candidate]:
    """Give the letters of ``text[start:end]`` that stand where a marker may, rising by place.

    ``highest`` says how many letters of the alphabet there can be.
    """
    return [
        Candidate(match.start(), match.end(), match[0], LETTER, match.start())
        for match in _LETTER.finditer(text, start, end)
        if ord(match[0]) - ord("a") < highest
    ]
