"""Books to ICML, a story of InDesign's or InCopy's for each section, for a typesetter to place.

pandoc writes it from what it is given for a DOCX, so that styles have the same names in both. A
story counts its notes from 1; a printed label that is not the next number stands before the text of
its note. What InDesign makes by itself, links into the book and running heads, is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from pipeline.book import Book
from pipeline.convert import ast, page_names
from pipeline.convert.docx import raw
from pipeline.convert.docx.blocks import StyledBlocks, box
from pipeline.convert.docx.page import PAGES
from pipeline.convert.docx.styles import CHARACTERS
from pipeline.convert.xhtml import Element
from pipeline.model.errors import ConversionError
from pipeline.system import pandoc
from pipeline.system.xml import xml_parser

_BOUNDARY = "Story Boundary"
_INSTRUCTIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<?aid style="50" type="snippet" readerVersion="6.0" featureSet="513" product="8.0(370)" ?>\n'
    b'<?aid SnippetType="InCopyInterchange"?>\n'
)


def make(book: Book) -> dict[str, bytes]:
    """Convert ``book`` to files by name; raises ConversionError or MissingProgramError."""
    pages, width = set[str](), PAGES[book.outputs.paper].width
    blocks: list[bytes] = []
    tables: list[list[int]] = []
    for section in book.sections:
        writer = StyledBlocks(section, frozenset(), pages, width)
        whole = writer.whole()
        labels = (
            None if label == str(count) else label
            for count, label in enumerate(writer.inline.labels, 1)
        )
        boundary = box([ast.para([ast.string("-")])], _BOUNDARY)
        plain = _plain([whole], labels)
        tables += _lengths(plain)
        blocks += map(ast.encode_block, (*plain, boundary))
    written = pandoc.run("icml", ast.join(blocks, {}), "--standalone", "--wrap=none")
    names = page_names.named((text.id for text in book.texts), ".icml", ())
    document = etree.fromstring(_numbers_as(written, _ELEMENT), xml_parser(of_any_size=True))
    _rename_styles(document)
    _shorten_rows(document, tables)
    stories = [_numbers_as(story, _INSTRUCTION) for story in _stories(document)]
    if len(stories) != len(names):
        raise ConversionError("pandoc wrote other stories than it was given; please report this")
    return dict(zip(names, stories, strict=True))


def _plain(node: Any, labels: Iterator[str | None]) -> Any:  # noqa: ANN401 - any part of pandoc's document
    """Give what pandoc is to write without what only Word has."""
    if isinstance(node, list):
        return [_plain(one, labels) for one in node if not _is_raw(one) or one == raw.LABEL_END]
    if node == raw.LABEL_END:
        return ast.span([ast.string("\t")], attributes=_ITEM_LABEL)
    if not isinstance(node, dict):
        return node
    label = next(labels) if node.get("t") == "Note" else None
    plain = {name: _plain(value, labels) for name, value in node.items()}
    if label is not None:
        first = plain["c"][0]
        first["c"].insert(0, ast.span([ast.string(f"{label} ")], attributes=_LABEL))
    return plain


_LABEL = [("custom-style", "Footnote Label")]
_ITEM_LABEL = [("custom-style", "Item Label")]
# Where InDesign puts the number of a note; the parser leaves instructions out.
_INSTRUCTION, _ELEMENT = b"<?ACE 4?>", b"<ACE4/>"


def _numbers_as(data: bytes, form: bytes) -> bytes:
    """Write the places of the numbers of notes as an instruction, or as an element."""
    other = _ELEMENT if form == _INSTRUCTION else _INSTRUCTION
    return data.replace(other, form)


def _lengths(node: Any) -> Iterator[list[int]]:  # noqa: ANN401 - any part of pandoc's document
    """Give for each table, in their order, how many cells each of its rows has."""
    if isinstance(node, list):
        for one in node:
            yield from _lengths(one)
    elif isinstance(node, dict):
        if node.get("t") == "Table":
            _, _, _, (_, head), bodies, _ = node["c"]
            rows = [*head, *(row for body in bodies for row in body[3])]
            yield [len(cells) for _, cells in rows]
        yield from _lengths(node.get("c"))


def _shorten_rows(document: Element, tables: Sequence[Sequence[int]]) -> None:
    """Let the last cell of a short row reach to its end: pandoc fills the row up with cells."""
    written = list(document.iter("Table"))
    if len(written) != len(tables):
        raise ConversionError("pandoc wrote other tables than it was given; please report this")
    for table, lengths in zip(written, tables, strict=True):
        width = table.get("ColumnCount", "")
        for cell in list(table.iterchildren("Cell")):
            column, row = map(int, cell.get("Name", "").split(":"))
            if column >= lengths[row]:
                table.remove(cell)
            elif column + 1 == lengths[row] < int(width):
                cell.set("ColumnSpan", str(int(width) - column))


def _rename_styles(document: Element) -> None:
    """Name each style as that of the DOCX: pandoc names one after all that it stands in."""
    known: set[str] = set()
    for group in document.iter("RootParagraphStyleGroup", "RootCharacterStyleGroup"):
        for style in list(group):
            given = style.get("Self", "")
            name = _style(given)
            if name in known or name.endswith(_BOUNDARY):
                group.remove(style)
            known.add(name)
            style.set("Self", name)
            if style.tag == "CharacterStyle" and name != given:
                _forget_looks(style)
            if name.partition("/")[2]:
                style.set("Name", name.partition("/")[2])
            for based in style.iter("BasedOn"):
                based.text = "$ID/NormalParagraphStyle"
    for used in document.iter("ParagraphStyleRange", "CharacterStyleRange"):
        for key in ("AppliedParagraphStyle", "AppliedCharacterStyle"):
            if key in used.attrib:
                used.set(key, _style(used.get(key, "")))


def _forget_looks(style: Element) -> None:
    """Take from a style what pandoc gave it for the words that a sign stands among."""
    for key in {*style.attrib} - {"Self", "Name"}:
        del style.attrib[key]


def _style(name: str) -> str:
    """Give the innermost of the styles that pandoc has put together, ``ParagraphStyle/`` first."""
    kind, _, chain = name.partition("/")
    if kind not in ("ParagraphStyle", "CharacterStyle") or chain.startswith("$ID"):
        return name
    own = [one for one in chain.split(" > ") if one != "Paragraph"]
    last = own[-1] if own else "Body Text"
    last = re.sub(r"^Header(?=\d)", "Heading ", last)
    sign = next((one for one in _SIGNS if one in last), last)
    return f"{kind}/{_KNOWN.get(sign, sign)}"


# What is no text of the transcription does not look like the words around it.
_SIGNS = (CHARACTERS["page-break"], CHARACTERS["note-again"])
_KNOWN = {"Footnote": "Footnote Text", "Absent Reference": "Reference"}


def _is_raw(node: object) -> bool:
    return isinstance(node, dict) and node.get("t") in ("RawInline", "RawBlock")


def _stories(document: Element) -> Iterator[bytes]:
    """Part the one story that pandoc wrote at its boundaries, each in a document of its own."""
    (story,) = document.iter("Story")
    content = [one for one in story if one.tag != "StoryPreference"]
    frame = [one for one in story if one.tag == "StoryPreference"]
    links = list(document.iterchildren("Hyperlink"))
    for one in content:
        story.remove(one)
    for one in links:
        document.remove(one)
    waiting: list[Element] = []
    for one in content:
        if not one.get("AppliedParagraphStyle", "").startswith(f"ParagraphStyle/{_BOUNDARY}"):
            waiting.append(one)
            continue
        while waiting and waiting[0].tag == "Br":
            waiting.pop(0)
        whole = deepcopy(document)
        (own,) = whole.iter("Story")
        own[:] = [deepcopy(part) for part in (*frame, *waiting)]
        named = {source.get("Self") for source in own.iter("HyperlinkTextSource")}
        whole.extend(deepcopy(link) for link in links if link.get("Source") in named)
        yield _INSTRUCTIONS + etree.tostring(whole, encoding="UTF-8")
        waiting = []
