"""``particDesc``: who took part in a conversation or meeting (TEI P5, 15.2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.book.correspondence import persons_named
from pipeline.model import document as model
from pipeline.tei.names import TEI, Element

_NAME = re.compile(r"(?P<name>[^,]+(?:, (?:Jr|Sr)\.|, I{2,3}\b)?)(?:, *(?P<office>.+))?", re.DOTALL)
_LONGEST = 120


def describe_participants(
    profile: Element, document: model.Document, *, points: bool = False
) -> None:
    """Append those whom the document lists as present, if it does, as it names them.

    With ``points`` it says which document of the file it is about.
    """
    items = list(_items(document.blocks))
    if not items:
        return
    given = {"corresp": f"#{document.id}"} if points else {}
    described = etree.SubElement(profile, TEI + "particDesc", given)
    listed = etree.SubElement(described, TEI + "listPerson")
    for content, match in items:
        person = etree.SubElement(listed, TEI + "person")
        name = match["name"].strip()
        keys = [one.key for at, one in persons_named(content) if at < len(name)]
        led = {"ref": keys[0], "cert": "high"} if len(keys) == 1 else {"cert": "high"}
        etree.SubElement(person, TEI + "persName", led).text = name
        if match["office"]:
            state = etree.SubElement(person, TEI + "state")
            etree.SubElement(state, TEI + "desc").text = match["office"].strip()


def _items(blocks: Iterable[model.Block]) -> Iterator[tuple[model.Paragraph, re.Match[str]]]:
    """Yield the innermost items of lists of participants: a group has those who belong to it."""
    for block in blocks:
        if isinstance(block, model.List) and block.kind is model.ListKind.PARTICIPANTS:
            yield from _persons(block)


def _persons(block: model.List) -> Iterator[tuple[model.Paragraph, re.Match[str]]]:
    for item in block.items:
        if not isinstance(item, model.ListItem):
            continue
        inner = [one for one in item.blocks if isinstance(one, model.List)]
        for one in inner:
            yield from _persons(one)
        content = model.Paragraph(item.content)
        match = _NAME.fullmatch(" ".join(model.line_of(content).split()))
        if not inner and match is not None and len(match["name"]) <= _LONGEST:
            yield content, match
