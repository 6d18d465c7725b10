"""Contents, page list, and the way from a text to its neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.book import Section
from pipeline.convert.epub.text import XhtmlSection
from pipeline.convert.html.frame import Frame
from pipeline.convert.page_names import INDEX
from pipeline.convert.xhtml import Element, add


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page and the section in it: as XHTML, and ``of`` the book."""

    name: str
    section: XhtmlSection
    of: Section


def contents(parent: Element, pages: Iterable[HtmlPage]) -> None:
    """List ``pages``, those of a deeper level inside the entry before them."""
    lists: list[tuple[int, Element]] = []
    for page in pages:
        level = page.section.level
        while len(lists) > 1 and level < lists[-1][0]:
            lists.pop()
        if not lists or level > lists[-1][0]:
            holder = lists[-1][1][-1] if lists else parent
            lists.append((level, add(holder, "ol")))
        add(add(lists[-1][1], "li"), "a", page.section.title, href=page.name)


def page_list(parent: Element, pages: Iterable[HtmlPage]) -> None:
    """List the pages of the printed source."""
    listed = add(parent, "ol")
    for page in pages:
        for mark in page.section.pages:
            add(add(listed, "li"), "a", mark.number, href=f"{page.name}#{mark.id}")


def inside(pages: Sequence[HtmlPage], place: int) -> Sequence[HtmlPage]:
    """Give the pages that stand below the one at ``place`` in the contents."""
    level = pages[place].section.level
    rest = pages[place + 1 :]
    end = next((n for n, page in enumerate(rest) if page.section.level <= level), len(rest))
    return rest[:end]


def turn(frame: Frame, parent: Element, label: str, pages: Sequence[HtmlPage], place: int) -> None:
    """Lead from the page at ``place`` to its neighbours and to the contents."""
    nav = frame.interface(parent, "nav", **{"class": "turn", "aria-label": label})
    before = pages[place - 1].name if place else INDEX
    add(nav, "a", frame.words.previous, href=before, rel="prev")
    add(nav, "a", frame.book_words.contents, href=INDEX)
    if place + 1 < len(pages):
        add(nav, "a", frame.words.next, href=pages[place + 1].name, rel="next")
