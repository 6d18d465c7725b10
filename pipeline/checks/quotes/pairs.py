"""Marks that stand in pairs: quotation marks, brackets, parentheses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from pipeline.checks.proof import MARKER, PAGE, Proof, ProofPassage

_LABEL = re.compile(f"[ \\n{MARKER}{PAGE}]*(?:[(]?[A-Za-z0-9]{{1,4}}[.)]{{1,2}} )?", re.ASCII)
_LONGEST = 12


def unpaired(
    proof: Proof,
    marks: Iterable[tuple[str, int]],
    is_opening: Callable[[str, int], bool],
    *,
    reopens: bool = False,
) -> Iterator[tuple[int, bool]]:
    """Yield the place in the prose of each of ``marks`` without a partner, and whether it opens.

    A pair may begin in one passage and end in a later one of the same flow. With ``reopens``
    no pair stands directly in another, and a passage that begins inside a pair may begin with
    the opening mark once more.
    """
    waiting: list[tuple[int, ProofPassage]] = []
    for mark, place in marks:
        passage = proof.passage(place)
        if waiting and waiting[-1][1].flow != passage.flow:
            yield from ((left, True) for left, _ in waiting)
            waiting = []
        if is_opening(mark, place):
            if reopens and waiting:
                left, home = waiting.pop()
                goes_on = home is not passage and _may_run_on(proof, left, home)
                if not (goes_on and _begins(proof, passage, place)):
                    yield left, True
            waiting.append((place, passage))
        elif waiting:
            waiting.pop()
        else:
            yield place, False
    yield from ((left, True) for left, _ in waiting)


def _begins(proof: Proof, passage: ProofPassage, place: int) -> bool:
    """Tell whether a mark is the first thing in its passage but for a label."""
    before = proof.prose[passage.start : place]
    return len(before) <= _LONGEST and _LABEL.fullmatch(before) is not None


def _may_run_on(proof: Proof, place: int, passage: ProofPassage) -> bool:
    """Tell whether a quotation may run over several passages.

    It begins its passage, or comes after a mark; after a word it is a phrase.
    """
    before = proof.prose[max(place - 2, passage.start) : place]
    return _begins(proof, passage, place) or not before[:1].isalnum()
