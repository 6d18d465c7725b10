"""Elements of TEI by what they are to a transcription, and the words in them."""

from __future__ import annotations

from collections.abc import Container, Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

# What holds further blocks.
HOLDERS = frozenset({
    "text", "front", "body", "back", "group", "div", "div1", "div2", "div3", "div4", "opener",
    "closer", "postscript", "lg", "quote", "q", "cit", "floatingText", "titlePage", "list",
    "listBibl", "argument", "docTitle", "sp",
})  # fmt: skip
# What holds words of its own.
BLOCKS = frozenset({
    "p", "ab", "l", "head", "item", "label", "table", "dateline", "salute", "signed", "byline",
    "speaker", "bibl", "titlePart", "docDate", "docAuthor", "trailer", "address", "figure",
})  # fmt: skip
# What no word goes on through, unless it says so.
PARTING = BLOCKS | {"note", "cell", "lb", "pb", "cb"}
# What is no part of the text.
ASIDE = frozenset({"teiHeader", "fw", "facsimile", "standOff", "sourceDoc"})
# What is printed, and the reading of an editor that may stand beside it.
READINGS = {"sic": "corr", "abbr": "expan", "orig": "reg"}


def texts_of(element: Element, told: Container[Element]) -> Iterator[str]:
    """Yield the words of an element, parted where a line or a block ends.

    All of them, but for those in elements that are ``told``: that the reader has said it leaves
    out, or has put into the signs of a mark.
    """
    if element in told:
        return
    name = local_name(element)
    edge = " " if (name in PARTING or name in HOLDERS) and not goes_on(element) else ""
    yield edge + (element.text or "")
    for child in element:
        yield from texts_of(child, told)
        yield child.tail or ""
    yield edge


def goes_on(element: Element) -> bool:
    """Tell whether a word goes on through the end of a line, or of a page without a number."""
    is_page = local_name(element) == "pb" and page_number(element)
    return element.get("break") == "no" and not is_page


def page_number(element: Element) -> str:
    """Give the number of the page that begins at a ``pb``."""
    return element.get("n", "").strip("[] ")


def words_in(element: Element) -> str:
    """Give the text of an element in one line."""
    return " ".join("".join(element.itertext()).split())


def local_name(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
