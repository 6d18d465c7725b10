"""The index of the search: the whole text of each section, with the places a result leads to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.convert import xhtml
from pipeline.convert.xhtml import Element, X

NAME = "search-index.js"
_OPENING, _CLOSING = "const editionIndex = ", ";\n"
_BLOCKS = frozenset(
    X + name
    for name in (
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "caption", "table", "tr",
        "div", "section", "blockquote", "ul", "aside",
    )
)  # fmt: skip
_MARKERS = frozenset({"note-marker", "note-again"})
# What is read elsewhere: the notes of a text, and the label that a note begins with.
_APART = frozenset({"footnotes", "note-back"})


def entry(file: str, title: str, element: Element) -> object:
    """Give the entry of a section.

    ``text`` is a list of pieces, each with the id of the page at whose start it begins (empty for
    the first) and its text; ``notes`` gives id, label and text of each. A line end stands where a
    block, cell or line ends; joined, the pieces are the text.
    """
    return {
        "id": element.get("id", ""),
        "file": file,
        "title": title,
        "text": _read(element),
        "notes": [_note(note) for note in element.iter(X + "aside")],
    }


def write(entries: Iterable[object]) -> bytes:
    """Give the index as a script, since a page opened from a disk may load nothing else."""
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in entries)
    return (_OPENING + "[\n" + ",\n".join(lines) + "\n]" + _CLOSING).encode()


def _note(note: Element) -> list[str]:
    label = next((a.text or "" for a in note.iter(X + "a") if "note-back" in xhtml.classes(a)), "")
    return [note.get("id", ""), label, "".join(text for _, text in _read(note))]


def _read(element: Element) -> list[list[str]]:
    pieces = _Pieces()
    pieces.children(element)
    return [[piece.place, "".join(piece.texts)] for piece in pieces.found]


@dataclass
class _IndexedPlace:
    place: str = ""
    texts: list[str] = field(default_factory=list)


class _Pieces:
    """Text cut where pages begin.

    The end of a block is held back until text or a note's marker follows it, and then stands
    before the page marks in between: a page begins with the block that follows its mark.
    """

    def __init__(self) -> None:
        self.found = [_IndexedPlace()]
        self.last = self.found[0]
        self.begun = False
        self.ended = False

    def element(self, element: Element) -> None:
        names = xhtml.classes(element)
        if "page-break" in names:
            if element.get("id"):
                self.found.append(_IndexedPlace(element.get("id", "")))
        elif not _MARKERS.isdisjoint(names):
            self.settle()
        elif element.tag == X + "br":
            self.append("\n")
        elif element.tag in (X + "td", X + "th"):
            if element.getprevious() is not None:
                self.append("\n")
            self.children(element)
        elif _APART.isdisjoint(names):
            block = element.tag in _BLOCKS
            self.ended |= block
            self.children(element)
            self.ended |= block

    def children(self, element: Element) -> None:
        self.append(element.text)
        for child in element:
            self.element(child)
            self.append(child.tail)

    def append(self, text: str | None) -> None:
        if text:
            self.settle()
            self.last.texts.append(text)
            self.begun = True

    def settle(self) -> None:
        if self.ended and self.begun:
            self.last.texts.append("\n")
        self.ended = False
        self.last = self.found[-1]
