"""Puts single faults into finished outputs: what a writer, a library or a disk could do to them.

A specimen is one good output. Its ``make`` gives a copy with one fault, chosen by the random
numbers alone, and the family of rules that must find it.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from random import Random
from typing import ClassVar, Protocol, TypeAlias, TypeVar

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type
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


class Specimen(Protocol):
    """A good output into which faults are put."""

    def make(self, random: Random) -> Faulty:
        """Give the name of a fault, its family, and the output that has it."""
        ...


Trees: TypeAlias = dict[str, Element]
Change: TypeAlias = Callable[[str, Random], str | None]


class Packed:
    """An output that is a ZIP file of XML; a fault changes one of its members.

    ``families`` names the methods that put a fault in and the family of rules that must find it.
    A method says whether it could; where it could not, another fault is chosen.
    """

    families: ClassVar[dict[str, str]] = {
        "lose_a_character": TEXT,
        "swap_two_characters": TEXT,
        "gain_a_character": TEXT,
        "change_a_character": TEXT,
    }

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.trees = {
            name: self.parse(member) for name, member in self.members.items() if self.is_text(name)
        }
        self.unchanged = self.packed(self.trees)

    def is_text(self, name: str) -> bool:
        raise NotImplementedError

    def parse(self, member: bytes) -> Element:
        return etree.fromstring(member)

    def make(self, random: Random) -> Faulty:
        while True:
            kind = random.choice(sorted(self.families))
            put: Callable[[Trees, Random], bool] = getattr(self, kind)
            for _ in range(TRIES):
                trees = copy.deepcopy(self.trees)
                with suppress(InapplicableError):
                    if put(trees, random):
                        faulty = self.packed(trees)
                        if faulty != self.unchanged:  # what is the same file is no fault
                            return kind, self.families[kind], faulty

    def packed(self, trees: Trees) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, member in self.members.items():
                archive.writestr(name, etree.tostring(trees[name]) if name in trees else member)
        return file.getvalue()

    def edit(self, trees: Trees, random: Random, change: Change) -> bool:
        """Put a fault into a stretch of text; tell whether it could be."""
        raise NotImplementedError

    def lose_a_character(self, trees: Trees, random: Random) -> bool:
        return self.edit(trees, random, without_one)

    def swap_two_characters(self, trees: Trees, random: Random) -> bool:
        return self.edit(trees, random, with_two_swapped)

    def gain_a_character(self, trees: Trees, random: Random) -> bool:
        return self.edit(trees, random, with_one_more)

    def change_a_character(self, trees: Trees, random: Random) -> bool:
        return self.edit(trees, random, with_one_changed)


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


def change_text(element: Element, random: Random) -> bool:
    """Put a fault into the text of an element that holds nothing else."""
    changed = random.choice(CHANGES)(element.text or "", random)
    element.text = element.text if changed is None else changed
    return changed is not None


def drop(element: Element) -> None:
    """Take an element out and leave what follows it in place."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def unwrap(element: Element) -> None:
    """Take an element out and leave what it holds and what follows it in place."""
    parent = element.getparent()
    assert parent is not None
    place = parent.index(element)
    moved = list(element)
    for child in reversed(moved):
        parent.insert(place, child)
    before = parent[place - 1] if place else None
    if element.text and before is not None:
        before.tail = (before.tail or "") + element.text
    elif element.text:
        parent.text = (parent.text or "") + element.text
    if element.tail and moved:
        moved[-1].tail = (moved[-1].tail or "") + element.tail
        element.tail = None
    drop(element)


def other(choices: Sequence[str], than: str, random: Random) -> str:
    """Choose one that is not ``than``."""
    return pick(random, [choice for choice in choices if choice != than])


def exchange_attribute(first: Element, second: Element, name: str) -> None:
    """Exchange the values of an attribute."""
    value = first.get(name, "")
    first.set(name, second.get(name, ""))
    second.set(name, value)


def all_of(trees: Trees, *tags: str) -> Iterator[Element]:
    """Yield the elements of these names in all trees."""
    for name in sorted(trees):
        yield from trees[name].iter(*tags)
