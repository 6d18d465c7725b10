"""Long lists and indexes over several files of an EPUB: older readers open a large one slowly."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count

from lxml import etree

from pipeline.convert import xhtml
from pipeline.convert.epub.nav import ContentDocument
from pipeline.convert.xhtml import EPUB_TYPE, Element, X

# Adobe's readers stop at 300 kB; head, heading and frame of a file are a few hundred bytes.
LARGEST = 250_000
CONTINUED = "continued"


def parted(page: ContentDocument, taken: Collection[str]) -> Iterator[tuple[str, Element]]:
    """Give the page, and for what is too long of its list further files with names of their own.

    What goes on in another file has no id, so that nothing leads there by mistake; a list that
    something leads into stays whole.
    """
    section = page.section.element
    yield page.name, section
    lists = [box for box in section if "list" in xhtml.classes(box)]
    if len(lists) != 1 or lists[0] is not section[-1]:
        return
    (listed,) = lists[0]
    items = list(listed)
    if any(item.xpath(".//@id") for item in items):
        return
    chunks = list(_chunks(items))
    stem = page.name.removesuffix(".xhtml")
    names = (f"{stem}.{number}.xhtml" for number in count(2))
    free = (name for name in names if name.lower() not in taken)
    for chunk in chunks[1:]:
        yield next(free), _continued(page, lists[0], chunk)


def _chunks(items: list[Element]) -> Iterator[list[Element]]:
    """Part items into runs that are small enough for a file each."""
    chunk: list[Element] = []
    size = 0
    for item in items:
        length = len(etree.tostring(item, encoding="UTF-8"))
        if chunk and size + length > LARGEST:
            yield chunk
            chunk, size = [], 0
        chunk.append(item)
        size += length
    yield chunk


def _continued(page: ContentDocument, box: Element, items: list[Element]) -> Element:
    """Make the section that goes on with ``items``, which are taken out of their list."""
    section = etree.Element(X + "section")
    for name in ("role", EPUB_TYPE, xhtml.XML_LANG):
        if page.section.element.get(name):
            section.set(name, page.section.element.get(name, ""))
    section.set("class", f"{page.section.element.get('class')} {CONTINUED}")
    section.set("aria-label", page.section.title)
    part = etree.SubElement(section, X + "div", dict(box.attrib))
    listed = etree.SubElement(part, box[0].tag, dict(box[0].attrib))
    listed.extend(items)
    return section
