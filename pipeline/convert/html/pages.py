"""The three kinds of page: the index, a text, the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from pipeline.book.words import SearchWords
from pipeline.convert import xhtml
from pipeline.convert.html import citation, navigation, prepare, search_index, side_by_side
from pipeline.convert.html.citation import CITED, CitedPage
from pipeline.convert.html.frame import Frame
from pipeline.convert.html.navigation import HtmlPage
from pipeline.convert.page_names import INDEX
from pipeline.convert.xhtml import Element, X, add

NOTES_SCRIPT, SEARCH_SCRIPT, CITE_SCRIPT = "notes.js", "search.js", "cite.js"


def index(frame: Frame, pages: Sequence[HtmlPage]) -> Element:
    """Make the title page, with the contents and the pages of the printed source below it."""
    html, _, main = frame.page(frame.metadata.title, CITE_SCRIPT)
    main.append(prepare.title_page(frame.metadata))
    _citation(frame, html, main, CitedPage(frame.metadata, INDEX))
    navigation.contents(_listing(frame, main, "contents", frame.book_words.contents), pages)
    if any(page.section.pages for page in pages):
        navigation.page_list(_listing(frame, main, "pages", frame.book_words.printed_pages), pages)
    return html


def text(
    frame: Frame, pages: Sequence[HtmlPage], place: int, pairs: Sequence[list[HtmlPage]] = ()
) -> Element:
    """Make the page of the section at ``place``; a part lists what stands below it.

    Of ``pairs`` of an original and its translation, each leads to the page of both.
    """
    section = pages[place].section
    has_notes = any("footnotes" in xhtml.classes(e) for e in section.element.iter(X + "section"))
    of = pages[place].of
    is_cited = of.role in CITED
    scripts = [NOTES_SCRIPT] * has_notes + [CITE_SCRIPT] * is_cited
    html, header, main = frame.page(section.title, *scripts, ids=section.ids)
    navigation.turn(frame, header, frame.words.turn, pages, place)
    for pair in pairs:
        if pages[place] in pair:
            side_by_side.lead(frame, main, pair)
    main.append(section.element)
    if is_cited:
        _citation(frame, html, main, CitedPage(frame.metadata, pages[place].name, of))
    below = navigation.inside(pages, place)
    if below:
        navigation.contents(_listing(frame, main, "contents", frame.book_words.contents), below)
    footer = add(html[1], "footer")
    navigation.turn(frame, footer, frame.words.turn_below, pages, place)
    return html


def search(frame: Frame) -> Element:
    """Make the page of the search, which its script fills."""
    words = frame.words
    html, _, main = frame.page(words.search, search_index.NAME, SEARCH_SCRIPT)
    box = frame.interface(main, "div")
    add(box, "h1", words.search)
    add(add(box, "noscript"), "p", words.search_needs_script)
    add(box, "p", id="found", role="status")
    results = add(box, "ol", id="results", **{"aria-label": words.search_results})
    results.set("lang", frame.metadata.language)
    for field in fields(SearchWords):
        results.set(f"data-{field.name}".replace("_", "-"), getattr(words.found, field.name))
    return html


def _citation(frame: Frame, html: Element, main: Element, page: CitedPage) -> None:
    citation.describe(page, html[0])
    citation.cite(page, frame, main)


def _listing(frame: Frame, main: Element, name: str, title: str) -> Element:
    nav = add(main, "nav", id=name, **{"aria-labelledby": name + "-title"})
    frame.interface(nav, "h2", title, id=name + "-title")
    return nav
