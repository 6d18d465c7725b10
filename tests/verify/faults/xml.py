"""An output that is a ZIP file of XML, to have faults put into it."""

from __future__ import annotations

import copy
import io
import zipfile
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import ClassVar, NamedTuple, TypeAlias

from lxml import etree

from tests.verify.faults import InapplicableError
from tests.verify.faults.listed import Specimen

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type
Trees: TypeAlias = dict[str, Element]


class Spot(NamedTuple):
    """An element, and where its words are: in its ``text``, its ``tail`` or an attribute."""

    element: Element
    where: str = "text"


class Packed(Specimen[Spot]):
    """A good output; ``link_target`` is the attribute with the address of a link."""

    link_target: ClassVar[str]

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.good = {
            name: self.parse(member) for name, member in self.members.items() if self.is_text(name)
        }
        self.trees = self.good
        self._unchanged = self.saved()

    @property
    def unchanged(self) -> bytes:
        return self._unchanged

    @contextmanager
    def opened(self) -> Iterator[None]:
        self.trees = copy.deepcopy(self.good)
        yield

    def saved(self) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, member in self.members.items():
                tree = self.trees.get(name)
                archive.writestr(name, member if tree is None else self.serialize(tree))
        return file.getvalue()

    @abstractmethod
    def is_text(self, name: str) -> bool: ...

    @abstractmethod
    def words(self, element: Element) -> str:
        """Give the text of the transcription in ``element``."""

    def parse(self, member: bytes) -> Element:
        return etree.fromstring(member)

    def serialize(self, tree: Element) -> bytes:
        return etree.tostring(tree)

    def all_of(self, *tags: str) -> list[Element]:
        """List the elements of these names in all trees."""
        return [one for name in sorted(self.trees) for one in self.trees[name].iter(*tags)]

    def remove(self, part: Spot) -> None:
        drop(part.element)

    def follower(self, part: Spot) -> Spot:
        follower = part.element.getnext()
        if follower is None or follower.tag != part.element.tag:
            raise InapplicableError
        return Spot(follower)

    def exchange(self, part: Spot, follower: Spot) -> bool:
        follower.element.addnext(part.element)
        return self.words(part.element) != self.words(follower.element)

    def repeat(self, part: Spot) -> None:
        part.element.addnext(copy.deepcopy(part.element))

    def said(self, part: Spot) -> str:
        if part.where in ("text", "tail"):
            return getattr(part.element, part.where) or ""
        return part.element.get(part.where, "")

    def say(self, part: Spot, words: str) -> None:
        if part.where in ("text", "tail"):
            setattr(part.element, part.where, words)
        else:
            part.element.set(part.where, words)

    def address(self, part: Spot) -> str:
        return part.element.get(self.link_target, "")

    def lead(self, part: Spot, address: str) -> None:
        part.element.set(self.link_target, address)

    def cut_in_two(self, spots: list[Spot], random: Random) -> tuple[Spot, str, str]:
        """Choose a stretch of text, and give it with its start and its rest."""
        long = [spot for spot in spots if len(self.said(spot)) > 1]
        if not long:
            raise InapplicableError
        spot = random.choice(long)
        text = self.said(spot)
        place = random.randrange(1, len(text))
        return spot, text[:place], text[place:]

    def put_into(self, spots: list[Spot], moved: Element, random: Random) -> None:
        """Move an element into one of these stretches of text."""
        drop(moved)
        around, start, moved.tail = self.cut_in_two(spots, random)
        self.say(around, start)
        if around.where == "text":
            around.element.insert(0, moved)
        else:
            parent = around.element.getparent()
            assert parent is not None
            parent.insert(parent.index(around.element) + 1, moved)


def spots(elements: list[Element]) -> list[Spot]:
    return [Spot(element) for element in elements]


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


def join(first: Element, second: Element) -> None:
    """Put what ``second`` holds behind what ``first`` holds, and take ``second`` out."""
    if len(first):
        first[-1].tail = (first[-1].tail or "") + (second.text or "")
    else:
        first.text = (first.text or "") + (second.text or "")
    first.extend(list(second))
    second.text = None
    drop(second)


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
