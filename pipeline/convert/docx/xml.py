"""Elements of WordprocessingML: made, read and written."""

from __future__ import annotations

from lxml import etree

from pipeline.system.xml import xml_parser

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{WORD}}}"
R = f"{{{RELATIONSHIPS}}}"
VAL = W + "val"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def new(tag: str, /, **attributes: str) -> Element:
    """Make an element of Word's that stands in no other yet."""
    names = {"w": WORD, "r": RELATIONSHIPS}
    return etree.Element(W + tag, {W + key: value for key, value in attributes.items()}, names)


def add(parent: Element, tag: str, /, **attributes: str) -> Element:
    """Add an element of Word's at the end of ``parent``."""
    return etree.SubElement(parent, W + tag, {W + key: value for key, value in attributes.items()})


def parse(part: bytes) -> Element:
    """Parse a part of a DOCX that pandoc or we have made."""
    return etree.fromstring(part, xml_parser(of_any_size=True))


def serialize(root: Element) -> bytes:
    """Write a part of a DOCX."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
