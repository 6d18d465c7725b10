"""The markup of an EPUB or of static pages opened, to have faults put into it."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from lxml import etree

from tests.verify.faults import Change, Element, Packed, Trees, drop, pick

X = "{http://www.w3.org/1999/xhtml}"
BLOCKS = tuple(X + n for n in ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "caption"))


class Opened(Packed):
    """A good output in XHTML or HTML whose texts are sections ``names``."""

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        self.names = names
        super().__init__(data)

    def blocks(self, trees: Trees) -> Iterator[Element]:
        """Yield the elements that hold text of the transcription."""
        for name in sorted(trees):
            for section in trees[name].iter(X + "section"):
                if section.get("id") in self.names:
                    yield from section.iter(*BLOCKS)

    def texts(self, trees: Trees) -> list[tuple[Element, str]]:
        """List where text stands: an element, and whether in it or after it."""
        places: list[tuple[Element, str]] = []
        for block in self.blocks(trees):
            if any(child.tag in BLOCKS for child in block.iterdescendants()):
                continue
            places.append((block, "text"))
            for inner in block.iterdescendants():
                if not silent(inner):
                    places.append((inner, "text"))
                places.append((inner, "tail"))
        return [(e, where) for e, where in places if getattr(e, where)]

    def of_class(self, trees: Trees, name: str) -> list[Element]:
        return [
            element
            for tree in sorted(trees)
            for element in trees[tree].iter(etree.Element)
            if name in element.get("class", "").split(" ")
        ]

    def pages(self, trees: Trees) -> list[Element]:
        return self.of_class(trees, "page-break")

    def edit(self, trees: Trees, random: Random, change: Change) -> bool:
        element, where = pick(random, self.texts(trees))
        changed = change(getattr(element, where), random)
        if changed is not None:
            setattr(element, where, changed)
        return changed is not None

    def move(self, element: Element, trees: Trees, random: Random) -> bool:
        """Put ``element`` inside a stretch of text, where nothing of its kind can belong."""
        drop(element)
        around, where = pick(random, [p for p in self.texts(trees) if len(getattr(*p)) > 1])
        text = getattr(around, where)
        place = random.randrange(1, len(text))
        setattr(around, where, text[:place])
        element.tail = text[place:]
        if where == "text":
            around.insert(0, element)
        else:
            parent = around.getparent()
            assert parent is not None
            parent.insert(parent.index(around) + 1, element)
        return True


def silent(element: Element) -> bool:
    """Tell whether what is inside is no text of the transcription."""
    classes = element.get("class", "").split(" ")
    return any(name in classes for name in ("page-break", "note-marker", "note-again", "note-back"))


def spoken(block: Element) -> str:
    """Give the text of a block that belongs to the transcription."""
    inner = (e.text or "" for e in block.iterdescendants() if not silent(e))
    return (
        (block.text or "") + "".join(inner) + "".join(e.tail or "" for e in block.iterdescendants())
    )
