"""The XHTML of an EPUB's text made fit for pages of the web."""

from __future__ import annotations

from lxml import etree

from pipeline import book
from pipeline.convert import xhtml
from pipeline.convert.epub import front, text
from pipeline.convert.epub.text import XhtmlSection
from pipeline.convert.xhtml import EPUB_TYPE, Element, X
from pipeline.model.metadata import Metadata

_APART = frozenset(X + name for name in ("aside", "table", "li"))


def title_page(metadata: Metadata) -> Element:
    """Make the section with series, title, editors, imprint, rights."""
    return _without_epub_types(front.title_page(metadata))


def section(division: Element, of: book.Section) -> XhtmlSection:
    """Make the page of the section ``of`` from its division."""
    made = text.section(division, of, keys=True)
    _without_epub_types(made.element)
    _hold_places(made.element)
    _number_paragraphs(made.element, of.text.id)
    return made


def _number_paragraphs(element: Element, name: str) -> None:
    """Let each paragraph of the text itself be led to, by its number.

    No name of a document, a note or a page has the colon that is in these.
    """
    paragraphs = (
        each
        for each in element.iter(X + "p")
        if not each.get("class") and not any(one.tag in _APART for one in each.iterancestors())
    )
    for number, paragraph in enumerate(paragraphs, 1):
        paragraph.set("id", f"{name}:p{number}")


def label_parts(element: Element, notes: str, table: str) -> None:
    """Name the notes of a text, and its tables, which a keyboard must be able to scroll."""
    for box in element.iter(X + "div"):
        names = xhtml.classes(box)
        if "footnotes" in names:
            box.tag = X + "section"
            box.set("aria-label", notes)
    xhtml.name_tables(element, table, "group")


def _hold_places(element: Element) -> None:
    """Put each page mark into an element that stays where the page begins.

    The mark itself goes into the margin, and a reader would not see which word it belongs to.
    """
    for mark in list(element.iter(X + "span")):
        parent = mark.getparent()
        if "page-break" in xhtml.classes(mark) and parent is not None:
            place = etree.Element(X + "span", {"class": "page-place"})
            place.tail, mark.tail = mark.tail, None
            parent.replace(mark, place)
            place.append(mark)


def _without_epub_types(element: Element) -> Element:
    for each in element.iter(X + "*"):
        each.attrib.pop(EPUB_TYPE, None)
    return element
