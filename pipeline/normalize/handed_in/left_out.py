"""What of a TEI file does not come into the text of a transcription, and is told instead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.normalize.handed_in.content import Remarks
from pipeline.normalize.handed_in.tei_marks import plain
from pipeline.normalize.handed_in.tei_names import local_name, words_in

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

# What shows the place of a note and says nothing else; no sign is tried on both sides of a word.
_LABEL = re.compile(r"\W*+\w{0,4}\W*")


@dataclass
class LeftOut:
    """The ``elements`` of which no word is to be looked for in the text, and what is said of it."""

    elements: set[Element] = field(default_factory=set)
    remarks: Remarks = field(default_factory=Remarks)

    def aside(self, element: Element) -> None:
        """Leave out what is no part of the text."""
        name = local_name(element)
        what = "running heads were" if name == "fw" else f"{name} was"
        self._leave(element, f"{what} left out")

    def readings(self, choice: Element, *taken: Element) -> None:
        """Leave out all readings of the same words but those that are taken."""
        for child in choice:
            if child not in taken:
                self._leave(child, f"a {local_name(child)} was left out: “{words_in(child)}”")

    def picture(self, element: Element) -> None:
        """Leave out where the picture of a page or of a part of it lies."""
        what = "pictures of parts of pages were left out"
        if local_name(element) == "pb":
            what = "pictures of pages were left out, to be named below [source.page_images]"
        self.remarks.add(what, line_of(element))

    def label(self, element: Element) -> None:
        """Leave out what shows the place of a note, which has a number here."""
        self.elements.add(element)
        words = words_in(element)
        if not _LABEL.fullmatch(words):
            what = f"words at the place of a note were left out: “{words}”"
            self.remarks.add(what, line_of(element))

    def in_sign(self, element: Element) -> str:
        """Give the words of an element as the signs of a mark can hold them."""
        self.elements.add(element)
        words = words_in(element)
        if plain(words) != words:
            self.remarks.add(f"a mark cannot hold all signs of “{words}”", line_of(element))
        return plain(words)

    def _leave(self, element: Element, what: str) -> None:
        self.elements.add(element)
        self.remarks.add(what, line_of(element))


def line_of(element: Element) -> str:
    """Say where an element stands in its file."""
    return f"line {element.sourceline} ({local_name(element)})"
