"""Elements of WordprocessingML: paragraphs, runs, links, fields and bookmarks."""

from __future__ import annotations

import re
from hashlib import sha1
from itertools import count

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{WORD}}}"
R = f"{{{RELATIONSHIPS}}}"
NAMES = {"w": WORD, "r": RELATIONSHIPS}
VAL = W + "val"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

LONGEST_BOOKMARK = 40

# Word takes these characters for others where they stand as they are.
_SPECIAL = re.compile("([\t\u00ad\u2011])")
_ELEMENTS = {"\t": W + "tab", "\u00ad": W + "softHyphen", "\u2011": W + "noBreakHyphen"}

# Looked up once and not for each of a hundred thousand elements.
_P, _PPR, _PSTYLE = W + "p", W + "pPr", W + "pStyle"
_R, _RPR, _RSTYLE, _T = W + "r", W + "rPr", W + "rStyle", W + "t"


def new(tag: str, /, **attributes: str) -> Element:
    """Make an element of Word's that stands in no other yet."""
    return etree.Element(W + tag, {W + key: value for key, value in attributes.items()}, NAMES)


def add(parent: Element, tag: str, /, **attributes: str) -> Element:
    """Add an element of Word's at the end of ``parent``."""
    return etree.SubElement(parent, W + tag, {W + key: value for key, value in attributes.items()})


def paragraph(parent: Element, style: str) -> Element:
    """Add an empty paragraph."""
    made = etree.SubElement(parent, _P)
    etree.SubElement(etree.SubElement(made, _PPR), _PSTYLE, {VAL: style})
    return made


def run(parent: Element, style: str = "") -> Element:
    """Add an empty run; without ``style`` it is set as its paragraph is."""
    made = etree.SubElement(parent, _R)
    if style:
        etree.SubElement(etree.SubElement(made, _RPR), _RSTYLE, {VAL: style})
    return made


def text(parent: Element, words: str, style: str = "") -> Element:
    """Add a run of ``words``, every space of which counts."""
    made = run(parent, style)
    for part in _SPECIAL.split(words):
        if part in _ELEMENTS:
            etree.SubElement(made, _ELEMENTS[part])
        elif part:
            letters(made, part)
    return made


def letters(parent: Element, words: str) -> None:
    """Add ``words`` to a run."""
    etree.SubElement(parent, _T, {SPACE: "preserve"}).text = words


def link(parent: Element, bookmark: str) -> Element:
    """Add a link to a bookmark, with nothing in it yet."""
    return add(parent, "hyperlink", anchor=bookmark, history="1")


def field(parent: Element, instruction: str, shown: str, style: str = "") -> None:
    """Add a field that shows ``shown`` until Word counts anew."""
    text(add(parent, "fldSimple", instr=f" {instruction} "), shown, style)


def serialize(root: Element) -> bytes:
    """Write a part of the package."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


class Bookmarks:
    """Opens and closes the bookmarks of one DOCX, which share their numbers."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def start(self, parent: Element, name: str) -> str:
        """Open the bookmark for a name of the edition and give its number."""
        number = str(next(self._numbers))
        add(parent, "bookmarkStart", id=number, name=bookmark_name(name))
        return number

    def end(self, parent: Element, number: str) -> None:
        """Close a bookmark."""
        add(parent, "bookmarkEnd", id=number)


def bookmark_name(name: str) -> str:
    """Give the bookmark for a name of the edition: a hash where Word has no room for the name."""
    if len(name) <= LONGEST_BOOKMARK:
        return name
    return "X" + sha1(name.encode(), usedforsecurity=False).hexdigest()[1:]
