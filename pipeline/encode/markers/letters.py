"""Offer the letters of a text that may be markers: ``cablegrama``, ``Hill Street,b``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from string import ascii_lowercase

from pipeline.encode.markers.candidates import LETTER, MarkerCandidate, glued

# Begins with the letter and looks back from it: most are passed over since one follows them.
_LETTER = re.compile(
    r"[a-z](?![A-Za-z])(?:"
    r"(?<=[0-9].)(?![0-9–-])"
    r"|(?<=[.,;:)\]”].)(?=[ \t\n])"
    r"|(?<=[ A-Za-z].)(?= ?[\t\n])"
    r"|(?<=\t.)(?=[0-9.$])"
    r"|(?<=[a-z]{3}[abc])(?= ))"
)
_DIGITS_BEFORE = re.compile(r"[0-9]{1,3}\Z", re.ASCII)
_LONGEST = len("1943")


def find_letters(text: str, start: int, end: int, highest: int) -> list[MarkerCandidate]:
    """Give the letters of ``text[start:end]`` that stand where a marker may, rising by place.

    ``highest`` says how many letters of the alphabet there can be.
    """
    return [
        MarkerCandidate(match.start(), match.end(), match[0], LETTER, match.start())
        for match in _LETTER.finditer(text, start, end)
        if ord(match[0]) - ord("a") < highest and not _ends_label(text, match.start())
    ]


def are_in_turn(labels: Sequence[str], path: Sequence[int]) -> bool:
    """Tell whether the notes, two at least, are marked a, b and so on, without one left out."""
    return 1 < len(labels) == len(path) and "".join(labels) == ascii_lowercase[: len(path)]


def _ends_label(text: str, place: int) -> bool:
    """Tell whether a letter is that of a number behind a word, ``Adviser70a``, outside tables."""
    run = _DIGITS_BEFORE.search(text, max(0, place - _LONGEST), place)
    return run is not None and glued(text, run.span()) == run.start()
