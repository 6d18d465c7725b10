"""The XHTML of a book's sections by pandoc, for all formats whose pages are XHTML.

pandoc makes of each section the same whatever stands beside it, so that one which is as it was
before need not be made anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from lxml import etree

from pipeline.book import Book
from pipeline.convert import ast, pandoc_json, xhtml
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.xhtml import Element
from pipeline.model.errors import ConversionError
from pipeline.model.languages import direction
from pipeline.system import pandoc
from pipeline.system.xml import xml_parser

DIALECT = pandoc_json.Dialect(notes_at_end=True, keys=True, page_mark="[{number}] ")
# pandoc has this selector follow each of the two arrows that does not have it in the same Str.
_TEXT_STYLE, _ARROWS = "\ufe0e", "↔↩"


class SectionCache:
    """Sections as XHTML by the hash of what pandoc is given of each.

    ``known`` are those of before; ``used`` are afterwards those of the book that was made.
    """

    def __init__(self, known: Mapping[str, bytes] | None = None) -> None:
        self.known = known or {}
        self.used: dict[str, bytes] = {}


def divisions(book: Book, sections: SectionCache) -> list[Element]:
    """Give the XHTML of each section of ``book``; raises ConversionError, MissingProgramError."""
    dialect = replace(
        DIALECT, pictures={name: one.file for name, one in book.pictures.items()},
        direction=direction(book.metadata.language),
    )  # fmt: skip
    given = [_encoded(block) for block in pandoc_json.book_blocks(book.sections, dialect)]
    names = [blake2b(one, digest_size=20).hexdigest() for one in given]
    new = {name: one for name, one in zip(names, given, strict=True) if name not in sections.known}
    made = dict(zip(new, _made(list(new.values())), strict=True))
    sections.used = {name: made.get(name) or sections.known[name] for name in names}
    return _parts(b"".join(sections.used[name] for name in names))


def _encoded(block: PandocNode) -> bytes:
    """Encode a block so that what pandoc adds to it is known, whatever its text has already."""
    encoded = ast.encode_block(block)
    return ast.encode_block(_apart(block)) if _TEXT_STYLE.encode() in encoded else encoded


def _apart(node: Any) -> Any:  # noqa: ANN401 - any part of pandoc's document
    """Part text before each selector, so that pandoc sees every arrow without one."""
    if isinstance(node, list):
        return [part for each in node for part in _parted(each)]
    if isinstance(node, dict):
        return {name: _apart(value) for name, value in node.items()}
    return node


def _parted(node: Any) -> Nodes:  # noqa: ANN401 - as above
    if not isinstance(node, dict) or node.get("t") != "Str":
        return [_apart(node)]
    first, *rest = str(node["c"]).split(_TEXT_STYLE)
    parts = (first, *(_TEXT_STYLE + part for part in rest))
    return [ast.string(part) for part in parts if part]


def _made(blocks: list[bytes]) -> list[bytes]:
    """Have pandoc write ``blocks``, and give the XHTML of each."""
    if not blocks:
        return []
    html = pandoc.run("html5", ast.join(blocks, {}), "--wrap=none")
    parts = [etree.tostring(part, encoding="UTF-8") for part in _parsed(html)]
    if len(parts) != len(blocks):
        raise ConversionError("pandoc wrote other sections than it was given; please report this")
    return parts


def _parts(html: bytes) -> list[Element]:
    """Parse what pandoc wrote and give its topmost elements.

    Text of a transcription holds no line end, so every line end here is pandoc's and goes.
    """
    body = _parsed(html, f' xmlns="{xhtml.NAMESPACE}" xmlns:epub="{xhtml.OPS}"')
    for element in body.iter(etree.Element):
        element.text = element.text and _given(element.text)
        element.tail = element.tail and _given(element.tail)
    return list(body)


def _given(text: str) -> str:
    """Take out what pandoc adds: line ends, and a selector that keeps arrows from being emoji."""
    text = text.replace("\n", "")
    if _TEXT_STYLE in text:
        for arrow in _ARROWS:
            text = text.replace(arrow + _TEXT_STYLE, arrow)
    return text


def _parsed(html: bytes, names: str = "") -> Element:
    """Parse what pandoc wrote into one element, with ``names`` of namespaces declared for all."""
    parser = xml_parser(of_any_size=True)
    try:
        parser.feed(f"<body{names}>".encode())
        parser.feed(html)
        parser.feed(b"</body>")
        return parser.close()
    except etree.XMLSyntaxError as error:
        raise ConversionError(f"pandoc wrote HTML that is no XML: {error}") from error
