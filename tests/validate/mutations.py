"""Small faults set at random places of a TEI document."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable

from lxml import etree

from pipeline import tei
from pipeline.tei.names import TEI, XML_ID, Element

_NAMES = (
    "p", "head", "note", "pb", "list", "item", "label", "table", "row", "cell", "quote", "ref",
    "date", "closer", "opener", "salute", "signed", "seg", "dateline", "div", "postscript",
    "choice", "sic", "corr", "lb", "hi", "persName", "gloss", "placeName", "title", "idno", "body",
)  # fmt: skip
_ATTRIBUTES = (
    "n", "type", "target", "when", "from", "to", "rend", "place", "role", "subtype", "corresp",
    "level", "ident", "version", "method", XML_ID, "facs",
)  # fmt: skip
_VALUES = (
    "", " ", "1", "d1", "#d1", "#d1fn1", "d1fn1", "#", "x#y", "x#", "a b", "1 2", "é", "#é1",
    "source", "unplaced", "inline", "foot", "note", "attachment", "part", "document", "simple",
    "label", "run-in", "center", "1951", "1951-05", "1951-05-02", "1951-02-29", "1952-02-29",
    "1951-13-01", "0000", "0000-01-01", "0001-01-01", "1900-02-29", "2000-02-29", "12345",
    "1951-05-02T24:00:00", "1951-05-02T25:00:00", "1951-05-02T13:60:00", "1951-05-02T13:00:00Z",
    "1951-05-02T13:00:00+14:00", "1951-05-02T13:00:00+15:00", "1951-05-02T13:00", "1951-05-02Z",
    "-1951", " 1951", "1951 ", "1951\n", "pg_1", "xiv", "A-3", "*", "123456789", "en", "e_n",
    "0.1.0", "1.2.3.4.5", "historical-document", "editorial-note", "silent", "a", "m", "edition",
)  # fmt: skip
_TEXTS = ("", " ", "\n", "word", "\u00a0", "1951-05-02")


def _delete(element: Element, _: random.Random) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(element: Element, _: random.Random) -> None:
    element.addnext(copy.deepcopy(element))


def _rename(element: Element, chance: random.Random) -> None:
    element.tag = TEI + chance.choice(_NAMES)


def _insert(element: Element, chance: random.Random) -> None:
    element.insert(
        chance.randint(0, len(element)), element.makeelement(TEI + chance.choice(_NAMES))
    )


def _move(element: Element, chance: random.Random) -> None:
    others = [e for e in element.getroottree().iter() if element not in e.iterancestors()]
    target = chance.choice(others)
    if target is not element:
        target.insert(chance.randint(0, len(target)), element)


def _set_attribute(element: Element, chance: random.Random) -> None:
    name = chance.choice([*element.keys(), chance.choice(_ATTRIBUTES)])
    element.set(name, chance.choice(_VALUES))


def _drop_attribute(element: Element, chance: random.Random) -> None:
    if element.keys():
        del element.attrib[chance.choice(element.keys())]


def _set_text(element: Element, chance: random.Random) -> None:
    if chance.random() < 0.5:
        element.text = chance.choice(_TEXTS)
    else:
        element.tail = chance.choice(_TEXTS)


_KINDS: tuple[Callable[[Element, random.Random], None], ...] = (
    _delete, _double, _rename, _insert, _move, _set_attribute, _set_attribute, _set_attribute,
    _drop_attribute, _set_text,
)  # fmt: skip


def mutate(data: bytes, seed: int) -> bytes:
    """Give ``data`` with one to three faults; the same ``seed`` gives the same."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    root = tei.parse(data)
    for _ in range(chance.randint(1, 3)):
        elements = list(root.iter())[1:]
        if elements:
            chance.choice(_KINDS)(chance.choice(elements), chance)
    return etree.tostring(root)
