"""The cover page and the title page of an EPUB."""

from __future__ import annotations

from dataclasses import asdict

from lxml import etree

from pipeline.book.title_page import TitlePage
from pipeline.convert.xhtml import EPUB_TYPE, Element, X, add
from pipeline.model.metadata import Metadata


def cover_page(picture: str, description: str) -> Element:
    """Make the section with the cover; ``description`` says what stands on it."""
    section = _section("cover", "cover")
    add(section, "img", src=picture, alt=description, role="doc-cover")
    return section


def title_page(metadata: Metadata) -> Element:
    """Make the section with the lines of the title page."""
    section = _section("titlepage", "title-page")
    for name, text in asdict(TitlePage.of(metadata)).items():
        if text:
            line = add(section, "h1" if name == "title" else "p", text)
            line.set("class", f"book-{name}")
            if name == "subtitle":
                line.set("role", "doc-subtitle")
    return section


def _section(kind: str, name: str) -> Element:
    section = etree.Element(X + "section")
    section.set("class", name)
    section.set(EPUB_TYPE, kind)
    return section
