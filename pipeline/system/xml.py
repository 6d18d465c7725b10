"""How XML is parsed, whoever wrote it: no entity is put in, and no other file is ever opened."""

from __future__ import annotations

import re
from typing import NoReturn

from lxml import etree

MOST_TAGS = 3_000_000
"""And attributes: as a tree each takes some 200 bytes, and no more than five of the file."""

# Its letters may stand for the signs that are counted.
_DISGUISE = re.compile(rb"encoding\s*=\s*[\"'][^\"']*utf-?7", re.IGNORECASE)


class DoctypeError(ValueError):
    """The file has a DOCTYPE, which could declare entities or name another file."""

    def __init__(self) -> None:
        super().__init__("a DOCTYPE is not allowed; remove it")


class _RefusingResolver(etree.Resolver):
    """Is asked before libxml2 opens any file or address."""

    def resolve(self, *_: object, **__: object) -> NoReturn:
        raise DoctypeError


_REFUSING = _RefusingResolver()


def xml_parser(*, of_any_size: bool = False) -> etree.XMLParser:
    """Make a parser that leaves out comments and processing instructions.

    It raises DoctypeError where another file is named. Repeated ids are let through, since S106
    reports them. ``of_any_size`` is for files that we made ourselves: it lifts the
    limits of libxml2 on depth and length.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False,
        remove_comments=True, remove_pis=True, huge_tree=of_any_size,
    )  # fmt: skip
    # libxml2 takes collect_ids=False for a wish to load the DTD, so load_dtd does not stop it.
    parser.resolvers.add(_REFUSING)
    return parser


def parse_xml(data: bytes) -> etree._Element:
    """Parse a file that may come from a stranger.

    Raises etree.XMLSyntaxError where it is no XML or more than is read of it, and DoctypeError.
    """
    if data.count(b"<") + data.count(b"=") > MOST_TAGS:
        raise etree.XMLSyntaxError(f"it has more than {MOST_TAGS:,} tags and attributes", 0, 1, 1)
    if _DISGUISE.search(data, 0, max(data.find(b"?>"), 0)):
        raise etree.XMLSyntaxError("UTF-7 is not read; save it as UTF-8", 0, 1, 1)
    root = etree.fromstring(data, xml_parser())
    if root.getroottree().docinfo.doctype:
        raise DoctypeError
    return root
