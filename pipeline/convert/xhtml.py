"""Names and small tools for XHTML trees, as EPUB has them."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.convert.figures import are_figures
from pipeline.model.languages import direction

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

NAMESPACE = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
X = f"{{{NAMESPACE}}}"
EPUB_TYPE = f"{{{OPS}}}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Elements that hold only elements, in which white space between them means nothing.
CONTAINERS = frozenset(
    X + name
    for name in (
        "html", "head", "body", "section", "div", "aside", "blockquote", "nav", "ol", "ul",
        "table", "thead", "tbody", "tr",
    )
)  # fmt: skip


def add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    """Append an element of XHTML to ``parent``."""
    element = etree.SubElement(parent, X + name, attributes)
    element.text = text
    return element


def page(title: str, language: str, stylesheets: Iterable[str]) -> tuple[Element, Element]:
    """Make an empty page; give it and its body."""
    html = etree.Element(X + "html", nsmap={None: NAMESPACE, "epub": OPS})
    html.set("lang", language)
    html.set("dir", direction(language))
    html.set(XML_LANG, language)
    head = add(html, "head")
    add(head, "title", title)
    for sheet in stylesheets:
        add(head, "link", rel="stylesheet", type="text/css", href=sheet)
    return html, add(html, "body")


def classes(element: Element) -> list[str]:
    """Give the classes of ``element``."""
    return element.get("class", "").split(" ")


def lay_out(html: Element) -> None:
    """Put every block on a line of its own."""
    for element in html.iter(etree.Element):
        if element.tag in CONTAINERS:
            element.text = "\n"
            for child in element:
                child.tail = "\n"
    html.tail = None


def serialize(html: Element) -> bytes:
    """Give the bytes of a page, with every block on a line of its own."""
    lay_out(html)
    return etree.tostring(html, encoding="UTF-8", xml_declaration=True, doctype="<!DOCTYPE html>")


# A table of more columns is set in smaller type.
MANY_COLUMNS = 6


def name_tables(element: Element, name: str, role: str) -> None:
    """Let a keyboard reach the tables in ``element``, which scroll where they are too wide.

    Of several each has a number, since landmarks of a page must not be called alike.
    """
    boxes = [box for box in element.iter(X + "div") if "table" in classes(box)]
    for place, box in enumerate(boxes, 1):
        box.set("role", role)
        box.set("aria-label", f"{name} {place}" if len(boxes) > 1 else name)
        box.set("tabindex", "0")
        if max((len(row) for row in box.iter(X + "tr")), default=0) > MANY_COLUMNS:
            box.set("class", f"{box.get('class')} wide")
        _set_figures(box)


def _set_figures(box: Element) -> None:
    """Mark the columns of figures of a table, whose marks of notes and pages are none."""
    rows = list(box.iter(X + "tr"))
    body = [row for group in box.iter(X + "tbody") for row in group]
    for place in range(max(map(len, rows), default=0)):
        if are_figures(_said(row[place]) for row in body if place < len(row)):
            for row in rows:
                if place < len(row) and not row[place].get("colspan"):
                    row[place].set("class", "figures")


def _said(cell: Element) -> str:
    return "".join(map(str, cell.xpath(_TEXT, namespaces={"x": NAMESPACE}))).strip(" ")


_TEXT = ".//text()[not(ancestor::x:a or ancestor::x:span[contains(@class, 'page-break')])]"
