"""The divisions of an edition's one file, each known again by its hash.

The schema has one type for every division, whatever it stands in, and nothing in it reaches from
one element to another but that ids are unique. So a division that was found to follow it once
follows it in every file.
"""

from __future__ import annotations

from hashlib import blake2b

from lxml import etree

from pipeline.tei.names import TEI, XML_ID, Element


def hashed(root: Element) -> dict[Element, str]:
    """Give the documents in a parsed tree by their elements; none where an id is not unique."""
    ids = [element.get(XML_ID) for element in root.iter(etree.Element)]
    named = [one for one in ids if one is not None]
    if len(named) != len(set(named)):
        return {}
    found = root.iter(TEI + "div")
    return {one: _hash(one) for one in found if one.get("type") == "document"}


def _hash(element: Element) -> str:
    return blake2b(etree.tostring(element, with_tail=False), digest_size=20).hexdigest()
