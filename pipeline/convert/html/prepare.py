"""The XHTML of an EPUB's text made fit for pages of the web."""

from __future__ import annotations

from pipeline import book
from pipeline.convert import epub_front, epub_text, xhtml
from pipeline.convert.epub_text import Section
from pipeline.convert.xhtml import EPUB_TYPE, Element, X
from pipeline.metadata import Metadata


def title_page(metadata: Metadata) -> Element:
    """Make the section with series, title, editors, imprint, rights."""
    return _without_epub_types(epub_front.title_page(metadata))


def section(division: Element, of: book.Section) -> Section:
    """Make the page of the section ``of`` from its division."""
    made = epub_text.section(division, of)
    _without_epub_types(made.element)
    return made


def label_parts(element: Element, notes: str, table: str) -> None:
    """Name the notes of a text, and its tables, which a keyboard must be able to scroll."""
    for box in element.iter(X + "div"):
        names = xhtml.classes(box)
        if "footnotes" in names:
            box.tag = X + "section"
            box.set("aria-label", notes)
        elif "table" in names:
            box.set("role", "group")
            box.set("aria-label", table)
            box.set("tabindex", "0")


def _without_epub_types(element: Element) -> Element:
    for each in element.iter(X + "*"):
        each.attrib.pop(EPUB_TYPE, None)
    return element
