"""Find what looks like the marker of a note and was given none."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pipeline.encode.dates.words import date_words
from pipeline.encode.markers.candidates import SYMBOL, MarkerCandidate, in_cell, is_whole
from pipeline.encode.markers.scored import ScoredCandidates
from pipeline.model.document import Span

# Scores from which on a figure counts as left over, chosen by what they find in train and dev.
_LEFT = 4.0
_LEFT_WANTED = 2.3
_LEFT_CUT = 4.5
_NEVER = 99.0
_ADDRESS = 60
_BEHIND_WORD = re.compile(r"[^\W\dA-Z_]{3}\Z")
_DESIGNATION = re.compile(r"(?<![^\W\d_])[A-Z]\Z")  # as in A3
_REACH = 3
_IN_DECIMAL = re.compile(r"[0-9],\Z")  # as in 3,50 M
_MONTH = re.compile(r"[0-9][./] ?[ivxIVX]{1,4}[./] ?\Z")  # before the year, as in 8.vii.90
_MONTH_REACH = 9
_OF_MONTH = re.compile(r"(?:\.|er|[º°])? ?(?:de |d’)?([^\W\d_]{3,12})")  # behind a day
_MONTH_AHEAD = 20


def left_over(scored: ScoredCandidates, chosen: Sequence[MarkerCandidate]) -> tuple[Span, ...]:
    """Give places that look like markers without a note, the likeliest of each run of digits."""
    taken = {candidate.end for candidate in chosen}
    runs = {candidate.run for candidate in chosen if candidate.number >= 0}
    numbers = {candidate.number for candidate in chosen if candidate.number >= 0}
    # A symbol in a table may be the table's own: lines below it or a note of the list have it.
    signs = {candidate.label for candidate in chosen if candidate.number == SYMBOL}
    signs |= scored.page.own
    wanted = numbers | {number + 1 for number in numbers} or {0, 1}
    highest = max(wanted)
    best: dict[int, int] = {}
    for index, (candidate, score) in enumerate(zip(scored.candidates, scored.scores, strict=True)):
        if (
            candidate.end in taken
            or candidate.run in runs
            or (
                candidate.label in signs
                and in_cell(scored.page.text, candidate.start, candidate.end)
            )
            or (not chosen and _is_of_address(scored.page.text, candidate))
            or score <= _least_of(scored.page.text, candidate, wanted, highest)
        ):
            continue
        other = best.get(candidate.end)
        if other is None or score > scored.scores[other]:
            best[candidate.end] = index
    found = (scored.candidates[index] for index in best.values())
    return tuple(sorted((candidate.start, candidate.end) for candidate in found))


def _least_of(
    text: str, candidate: MarkerCandidate, wanted: Collection[int], highest: int
) -> float:
    """Give the score from which on a figure that was left looks like a marker.

    It is low for the number of a note that has one, and for the one that comes next.
    """
    if _MONTH.search(text, max(0, candidate.start - _MONTH_REACH), candidate.start):
        return _NEVER
    if not is_whole(text, candidate):
        return _LEFT_CUT if candidate.number == highest and _is_cut(candidate) else _NEVER
    if _BEHIND_WORD.search(text, max(0, candidate.start - _REACH), candidate.start):
        return -_NEVER
    if _is_day(text, candidate):
        return _NEVER
    if candidate.number not in wanted and _IN_DECIMAL.search(
        text, max(0, candidate.start - _REACH), candidate.start
    ):
        return _NEVER
    if _DESIGNATION.search(text, max(0, candidate.start - _REACH), candidate.start):
        return _LEFT
    return _LEFT_WANTED if candidate.number in wanted else _LEFT


def _is_of_address(text: str, candidate: MarkerCandidate) -> bool:
    """Tell a number of its own in a short line, as ``Via del Lazzaretto 4`` or ``Anlage: 1 Brief``.

    It may be the marker of a note where others in the text have one, and a 1 at the end of a line
    may be that of the only one.
    """
    start = text.rfind("\n", 0, candidate.start) + 1
    end = text.find("\n", candidate.end)
    end = len(text) if end < 0 else end
    is_first = candidate.number == 1 and not text[candidate.end : end].strip()
    is_alone = text[candidate.start - 1 : candidate.start] in {" ", "\n", ""}
    return is_alone and not is_first and candidate.number >= 0 and end - start <= _ADDRESS


def _is_cut(candidate: MarkerCandidate) -> bool:
    return candidate.run < candidate.start and candidate.host < 0


def _is_day(text: str, candidate: MarkerCandidate) -> bool:
    """Tell a number of its own with a month behind it, as ``1 de julio``."""
    if text[candidate.start - 1 : candidate.start] not in {" ", "\n", ""}:
        return False
    month = _OF_MONTH.match(text, candidate.end, candidate.end + _MONTH_AHEAD)
    return month is not None and month[1].lower() in date_words().months
