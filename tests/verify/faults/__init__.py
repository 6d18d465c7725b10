"""Puts single faults into finished outputs: what a writer, a library or a disk could do to them.

``listed`` has the faults, each as something that a book has in any format and what is done to it;
``xml``, ``docx``, ``markup``, ``epub``, ``html`` and ``pdf`` say where that is in a format and how
it is done there, and add what no other format has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeAlias, TypeVar

Faulty: TypeAlias = tuple[str, str, bytes]

TEXT, NOTE, PAGE, LINK, FACT, ANY = "O1", "O2", "O3", "O4", "O5", "O"


# A fault that could not be put in at one place is tried at others, before it is another one's turn.
TRIES = 20


class InapplicableError(Exception):
    """The output has nothing in which this fault could be."""


Thing = TypeVar("Thing")


def pick(random: Random, things: Sequence[Thing]) -> Thing:
    """Choose one thing, where there is one."""
    if not things:
        raise InapplicableError
    return random.choice(things)


def pick_two(random: Random, things: Sequence[Thing]) -> tuple[Thing, Thing]:
    """Choose two things, where there are two."""
    if len(things) < 2:
        raise InapplicableError
    first, second = random.sample(things, 2)
    return first, second


Change: TypeAlias = Callable[[str, Random], str | None]


def without_one(text: str, random: Random) -> str | None:
    """Take one character out of ``text``."""
    if not text:
        return None
    place = random.randrange(len(text))
    return text[:place] + text[place + 1 :]


def with_two_swapped(text: str, random: Random) -> str | None:
    """Exchange two neighbours of ``text`` that differ."""
    places = [i for i in range(len(text) - 1) if text[i] != text[i + 1]]
    if not places:
        return None
    place = random.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def with_one_more(text: str, random: Random) -> str | None:
    """Put a letter into ``text``."""
    place = random.randrange(len(text) + 1)
    return text[:place] + "x" + text[place:]


def with_one_changed(text: str, random: Random) -> str | None:
    """Put another character in the place of one: where there is one, one that looks like it."""
    if not text:
        return None
    place = random.randrange(len(text))
    letter = "o" if text[place] == "x" else "x"
    return text[:place] + LOOK_ALIKE.get(text[place], letter) + text[place + 1 :]


LOOK_ALIKE = {
    "’": "'", "“": '"', "”": "“", "–": "-", "—": "–", "-": "\u2010", " ": "\u00a0", "é": "e\u0301",
    "a": "\u0430", "o": "\u043e", "l": "1", "1": "l", "0": "O", "f": "ﬀ", ".": "․", "\u00ad": "-",
}  # fmt: skip
CHANGES = (without_one, with_one_more, with_two_swapped, with_one_changed)


def other(choices: Sequence[str], than: str, random: Random) -> str:
    """Choose one that is not ``than``."""
    return pick(random, [choice for choice in choices if choice != than])
