"""Elements of TEI by what they are to a transcription, and the words in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
# What no word goes on through.
PARTING = BLOCKS | {"note", "cell", "lb", "pb"}
# What is no part of the text.
ASIDE = frozenset({"teiHeader", "fw", "facsimile", "standOff", "sourceDoc"})
# Readings of an editor beside what stands on the page.
OTHER = frozenset({"corr", "reg", "expan"})


def texts_of(element: Element, listed: Mapping[str, Element]) -> Iterator[str]:
    """Yield the words of an element, parted where a line or a block ends.

    What shows the places of notes that are ``listed`` is none of them.
    """
    name = local_name(element)
    pointer = name in ("ref", "ptr") and element.get("target", "").removeprefix("#") in listed
    if name not in ASIDE | OTHER | {"figDesc"} and not pointer:
        edge = " " if name in PARTING or name in HOLDERS else ""
        yield edge + (element.text or "")
        for child in element:
            yield from texts_of(child, listed)
            yield child.tail or ""
        yield edge


def local_name(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
