"""The cover page and the title page of an EPUB."""

from __future__ import annotations

from lxml import etree

from pipeline.convert.epub.cover import imprint
from pipeline.convert.xhtml import EPUB_TYPE, Element, X, add
from pipeline.metadata import Metadata


def cover_page(picture: str, description: str) -> Element:
    """Make the section with the cover; ``description`` says what stands on it."""
    section = _section("cover", "cover")
    add(section, "img", src=picture, alt=description, role="doc-cover")
    return section


def title_page(metadata: Metadata) -> Element:
    """Make the section with series, title and subtitle, editors, imprint, rights."""
    section = _section("titlepage", "title-page")
    lines = (
        ("p", "book-series", metadata.series),
        ("h1", "book-title", metadata.title),
        ("p", "book-subtitle", metadata.subtitle),
        ("p", "book-editors", "; ".join(metadata.editors)),
        ("p", "book-imprint", imprint(metadata)),
        ("p", "book-rights", metadata.rights),
    )
    for tag, name, text in lines:
        if text:
            line = add(section, tag, text)
            line.set("class", name)
    for subtitle in section.iterfind(f"{X}p[@class='book-subtitle']"):
        subtitle.set("role", "doc-subtitle")
    return section


def _section(kind: str, name: str) -> Element:
    section = etree.Element(X + "section")
    section.set("class", name)
    section.set(EPUB_TYPE, kind)
    return section
