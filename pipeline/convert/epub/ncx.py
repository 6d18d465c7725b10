"""The contents of an EPUB for readers of EPUB 2: the NCX of OPF 2.0.1, section 2.4.1."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from pipeline.book.words import words_in
from pipeline.convert.epub.nav import ContentDocument, NavEntry, contents_of, printed_pages
from pipeline.convert.xhtml import XML_LANG, Element
from pipeline.model.metadata import Metadata

FILE = "toc.ncx"
NCX = "http://www.daisy.org/z3986/2005/ncx/"


def ncx(metadata: Metadata, identifier: str, pages: Sequence[ContentDocument]) -> bytes:
    """Write the NCX; ``identifier`` is that of the package."""
    root = etree.Element(f"{{{NCX}}}ncx", nsmap={None: NCX}, version="2005-1")
    root.set(XML_LANG, metadata.language)
    head = _add(root, "head")
    entries, marks = contents_of(metadata, pages), printed_pages(pages)
    about = {
        "dtb:uid": identifier,
        "dtb:depth": str(max(entry.level for entry in entries)),
        "dtb:totalPageCount": str(len(marks)),
        "dtb:maxPageNumber": str(max((_number(one) for one in marks), default=0)),
    }
    for name, content in about.items():
        _add(head, "meta", name=name, content=content)
    _label(_add(root, "docTitle"), metadata.title)
    _points(_add(root, "navMap"), entries)
    if marks:
        listed = _add(root, "pageList")
        _label(_add(listed, "navLabel"), words_in(metadata.language).printed_pages)
        for place, mark in enumerate(marks, 1):
            _target(listed, mark, f"page-{place}", len(entries) + place)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _points(parent: Element, entries: Sequence[NavEntry]) -> None:
    """Write the entries, those of a deeper level inside the one before them."""
    open_points: list[tuple[int, Element]] = [(0, parent)]
    for order, entry in enumerate(entries, 1):
        while open_points[-1][0] >= entry.level:
            open_points.pop()
        point = _add(open_points[-1][1], "navPoint", id=f"point-{order}", playOrder=str(order))
        _label(_add(point, "navLabel"), entry.text)
        _add(point, "content", src=entry.href)
        open_points.append((entry.level, point))


def _target(parent: Element, mark: NavEntry, name: str, order: int) -> None:
    number = _number(mark)
    given = {"type": "normal", "value": str(number)} if number else {"type": "special"}
    target = _add(parent, "pageTarget", id=name, playOrder=str(order), **given)
    _label(_add(target, "navLabel"), mark.text)
    _add(target, "content", src=mark.href)


def _number(mark: NavEntry) -> int:
    """Give the number of a page in Arabic figures; 0 is any other."""
    return int(mark.text) if mark.text.isascii() and mark.text.isdigit() else 0


def _label(parent: Element, text: str) -> None:
    _add(parent, "text").text = text


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{NCX}}}{tag}", attributes)
