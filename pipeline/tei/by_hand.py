"""TEI that a person wrote, where the schema does not hold what the pipeline takes for granted.

Editors of XML wrap and indent what a person writes, so there are line ends of XML inside lines of
text; and ids may be given twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.tei.names import TEI, XML_ID, Element
from pipeline.tei.read import BLOCK_NAMES

# What holds no line of text, but blocks or parts of such; white space in it is layout.
_HOLDERS = frozenset(
    TEI + name
    for name in ("TEI", "text", "front", "body", "back", "div", "list", "table", "row", "opener",
                 "closer", "quote", "postscript", "figure")
)  # fmt: skip
_BLOCKS = frozenset(TEI + name for name in BLOCK_NAMES)
_BLANKS = " \t\r\n"
# White space is tried from its begin alone.
_WRAPPED = re.compile(rf"(?<![{_BLANKS}])[ \t]*[\r\n][{_BLANKS}]*")


def repeated_ids(root: Element) -> Iterator[tuple[str, int, int]]:
    """Give each id that is borne a second time, with the lines of the first and this element."""
    first: dict[str, int] = {}
    for element in root.iter("*"):
        identifier = element.get(XML_ID)
        if identifier is not None:
            line = element.sourceline or 1
            if identifier in first:
                yield identifier, first[identifier], line
            first.setdefault(identifier, line)


def unwrap(root: Element, data: bytes) -> bytes:
    """Make each line end in a line of text one blank, and none at its ends.

    ``root`` is what ``data`` holds; without such line ends ``data`` stays as it is. The elements
    keep the numbers of their lines in the file.
    """
    text = root.find(f"{TEI}text")
    changed = False
    for element in () if text is None else text.iter("*"):
        is_note = element.tag == TEI + "note" and any(one.tag in _BLOCKS for one in element)
        if element.tag not in _HOLDERS and not is_note:
            changed = _unwrap(element) or changed
    if not changed:
        return data
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _unwrap(element: Element) -> bool:
    """Unwrap the pieces of text in ``element`` itself; tell whether there was a line end."""
    is_line = element.getparent() is not None and not _is_inside_line(element)
    pieces, children = list(_pieces(element)), list(element)
    found = False
    for place, (owner, name, text) in enumerate(pieces):
        if "\n" not in text and "\r" not in text:
            continue
        found = True
        new = _WRAPPED.sub(" ", text)
        follower = children[place] if place < len(children) else None
        if (place == 0 and is_line) or (place and children[place - 1].tag in _BLOCKS):
            new = new.removeprefix(" ") if _WRAPPED.match(text) else new
        if (follower is None and is_line) or (follower is not None and follower.tag in _BLOCKS):
            ending = text[len(text.rstrip(_BLANKS)) :]
            new = new.removesuffix(" ") if "\n" in ending or "\r" in ending else new
        setattr(owner, name, new)
    return found


def _pieces(element: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield the text before the first child and behind each, as it can be set."""
    yield element, "text", element.text or ""
    for child in element:
        yield child, "tail", child.tail or ""


def _is_inside_line(element: Element) -> bool:
    """Tell whether an element stands within a line, so that blanks at its ends count."""
    parent = element.getparent()
    is_holder = parent is None or parent.tag in _HOLDERS or element.tag in _BLOCKS
    return not is_holder
