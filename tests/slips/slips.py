"""Slips of a transcriber, put into raw transcriptions at random, several at once.

They know nothing of what is right: a figure at the end of a word may be a marker or not, a line
with a number a note or not.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

_GLUED = re.compile(
    r"(?<=[^\W\d_])[0-9]{1,2}(?![0-9A-Za-z])|(?<=[.,;:)”])[0-9]{1,2}(?![0-9A-Za-z])"
)
_WORD_END = re.compile(r"(?<=[a-z]{3})(?=[ .,;\n])")
_ITEM = re.compile(r"^  ([0-9]{1,4})(?=\. )", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]+")
_SIGNS = ("*", "†", "‡", "a", "0", "1", "2", "12", "99", "100", "60a")

Slip = Callable[[str, random.Random], str]


def _instead(pattern: re.Pattern[str], new: Callable[[str, random.Random], str]) -> Slip:
    """Give the slip that puts something in the place of one match."""

    def slip(text: str, rng: random.Random) -> str:
        found = list(pattern.finditer(text))
        if not found:
            return text
        match = rng.choice(found)
        return text[: match.start()] + new(match.group(), rng) + text[match.end() :]

    return slip


def _without_item(text: str, rng: random.Random) -> str:
    items = list(_ITEM.finditer(text))
    if not items:
        return text
    place = rng.randrange(len(items))
    end = items[place + 1].start() if place + 1 < len(items) else len(text)
    return text[: items[place].start()] + text[end:]


def _with_items_swapped(text: str, rng: random.Random) -> str:
    items = list(_ITEM.finditer(text))
    if len(items) < 2:
        return text
    place = rng.randrange(len(items) - 1)
    one, other = items[place], items[place + 1]
    between = text[one.end() : other.start()]
    return f"{text[: one.start()]}  {other[1]}{between}  {one[1]}{text[other.end() :]}"


SLIPS: tuple[Slip, ...] = (
    _instead(_GLUED, lambda _label, _rng: ""),
    _instead(_GLUED, lambda label, _rng: label * 2),
    _instead(_GLUED, lambda label, rng: str(max(0, int(label) + rng.choice((-1, 1, 10))))),
    _instead(_GLUED, lambda label, _rng: f" {label}"),
    _instead(_WORD_END, lambda _word, rng: rng.choice(_SIGNS)),
    _instead(_ITEM, lambda item, rng: f"  {max(0, int(item) + rng.choice((-1, 1, 7, 57)))}"),
    _instead(_ITEM, lambda item, _rng: item.lstrip(" ")),
    _instead(_ITEM, lambda _item, _rng: "  "),
    _instead(_NUMBER, lambda number, rng: number + rng.choice("0123456789")),
    _instead(_NUMBER, lambda number, _rng: number[:-1]),
    _without_item,
    _with_items_swapped,
)


def slipped(text: str, slips: int, rng: random.Random) -> str:
    """Put so many slips into a transcription, of kinds and at places drawn at random."""
    for _ in range(slips):
        text = rng.choice(SLIPS)(text, rng)
    return text
