"""The navigation document of an EPUB: contents, pages, landmarks (EPUB 3.3, section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.book.words import words_in
from pipeline.convert import xhtml
from pipeline.convert.epub.text import XhtmlSection
from pipeline.convert.xhtml import EPUB_TYPE, Element, X, add
from pipeline.model.metadata import Metadata

NAVIGATION = "nav.xhtml"
TITLE_PAGE = "title.xhtml"
COVER = "cover.xhtml"


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """A page of the EPUB: a file and the section in it."""

    name: str
    section: XhtmlSection


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of a list: its words, where it leads, how deep it stands, ``epub:type``."""

    href: str
    text: str
    level: int = 1
    type: str = ""


def navigation(
    metadata: Metadata, pages: Sequence[ContentDocument], stylesheets: Iterable[str]
) -> Element:
    """Make the navigation document."""
    words = words_in(metadata.language)
    contents = words.contents
    html, body = xhtml.page(contents, metadata.language, stylesheets)
    _list(body, "toc", "doc-toc", contents, contents_of(metadata, pages))
    marks = printed_pages(pages)
    if marks:
        _list(body, "page-list", "doc-pagelist", words.printed_pages, marks).set("hidden", "hidden")
    landmarks = [
        NavEntry(COVER, words.ebook.cover, type="cover"),
        NavEntry(TITLE_PAGE, metadata.title, type="titlepage"),
        NavEntry(NAVIGATION, contents, type="toc"),
        *_landmarks(pages),
    ]
    _list(body, "landmarks", "navigation", words.ebook.landmarks, landmarks).set("hidden", "hidden")
    return html


def contents_of(metadata: Metadata, pages: Iterable[ContentDocument]) -> list[NavEntry]:
    """Give the entries of the contents: the title page and every section."""
    sections = (NavEntry(p.name, p.section.title, p.section.level) for p in pages)
    return [NavEntry(TITLE_PAGE, metadata.title), *sections]


def printed_pages(pages: Iterable[ContentDocument]) -> list[NavEntry]:
    """Give the entries of the list of printed pages."""
    return [NavEntry(f"{p.name}#{one.id}", one.number) for p in pages for one in p.section.pages]


def _landmarks(pages: Iterable[ContentDocument]) -> Iterable[NavEntry]:
    """Yield what a reader goes to by its kind: where the documents begin, and what is one alone."""
    begun = False
    for page in pages:
        meaning = page.section.meaning
        if meaning.matter != "bodymatter":
            if meaning.type:
                yield NavEntry(page.name, page.section.title, type=meaning.type)
        elif not begun:
            begun = True
            yield NavEntry(page.name, page.section.title, type=meaning.matter)


def _list(body: Element, kind: str, role: str, title: str, entries: Iterable[NavEntry]) -> Element:
    nav = add(body, "nav", role=role, id=kind)
    nav.set(EPUB_TYPE, kind)
    nav.set("aria-labelledby", kind + "-title")
    add(nav, "h2" if body.find(X + "nav") is not nav else "h1", title, id=kind + "-title")
    lists = [(1, add(nav, "ol"))]
    for entry in entries:
        while entry.level < lists[-1][0]:
            lists.pop()
        if entry.level > lists[-1][0]:
            lists.append((entry.level, add(lists[-1][1][-1], "ol")))
        link = add(add(lists[-1][1], "li"), "a", entry.text, href=entry.href)
        if entry.type:
            link.set(EPUB_TYPE, entry.type)
    return nav
