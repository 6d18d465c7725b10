"""An original and its translation on one page: their blocks side by side, in their order.

The texts are copies of those on the pages of the two documents, where notes stand and links lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from itertools import zip_longest

from pipeline.convert import xhtml
from pipeline.convert.html.frame import Frame
from pipeline.convert.html.navigation import HtmlPage
from pipeline.convert.xhtml import Element, X, add
from pipeline.model.languages import direction


def page_name(original: str, translation: str) -> str:
    """Name the page of two documents; the sign between them is in no name of a document."""
    return f"{original}~{translation}.html"


def pairs(pages: Iterable[HtmlPage], wanted: Iterable[tuple[str, str]]) -> list[list[HtmlPage]]:
    """Give the pages of each original and its translation, where the book has both."""
    by_id = {page.of.text.id: page for page in pages}
    return [[by_id[name] for name in pair] for pair in wanted if set(pair) <= by_id.keys()]


def page(frame: Frame, pair: list[HtmlPage]) -> Element:
    """Make the page of an original and its translation."""
    title = " · ".join(one.section.title for one in pair)
    html, _, main = frame.page(title)
    add(main, "h1", title)
    ways = frame.interface(main, "p", **{"class": "ways"})
    for one, words in zip(pair, (frame.words.original, frame.words.translation), strict=True):
        add(ways, "a", words, href=one.name).tail = " "
    table = add(main, "div", **{"class": "side-by-side"})
    for row in zip_longest(*(_blocks(one) for one in pair)):
        for one, block in zip(pair, row, strict=True):
            language = one.of.text.language or frame.metadata.language
            cell = add(table, "div", lang=language, dir=direction(language))
            if block is not None:
                cell.append(block)
    return html


def lead(frame: Frame, main: Element, pair: list[HtmlPage]) -> None:
    """Lead from the page of a document to that of both."""
    way = frame.interface(main, "p", **{"class": "ways"})
    name = page_name(*(one.of.text.id for one in pair))
    add(way, "a", frame.words.side_by_side, href=name)


def _blocks(page: HtmlPage) -> Iterator[Element]:
    """Copy the blocks of a text but its notes; links lead where they lead from its own page."""
    for block in page.section.element:
        if "footnotes" in xhtml.classes(block):
            continue
        copied = deepcopy(block)
        copied.tail = None
        for each in copied.iter(X + "*"):
            each.attrib.pop("id", None)
            if each.get("href", "").startswith("#"):
                each.set("href", page.name + each.get("href", ""))
        yield copied
