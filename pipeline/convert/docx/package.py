"""The reference document of one book: all that pandoc does not make of the text.

It has the styles and lists of the template, the running heads that are in the book, and the page.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from lxml import etree

from pipeline.book import Book
from pipeline.book.typeface import Typeface
from pipeline.convert import archive
from pipeline.convert.docx import body, xml
from pipeline.convert.docx.heading import RunningHead
from pipeline.convert.docx.page import PageSetup
from pipeline.convert.docx.xml import VAL, Element, W
from pipeline.model.languages import TO_LEFT, direction
from pipeline.model.metadata import Metadata

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
HEADER = "word/header-"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATION = f"{{{_PACKAGE}/relationships}}Relationship"
_TYPE = f"{{{_PACKAGE}/content-types}}Override"
_HEADERS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/header"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_NUMBER, _TITLE = (f' STYLEREF "{style}" ' for style in ("Document Number", "Running Title"))


def reference(
    template: Mapping[str, bytes], text: body.BookBlocks, book: Book, page: PageSetup
) -> bytes:
    """Give the reference document for a book: the running heads it has, the page of its end."""
    parts = {name: part for name, part in template.items() if not name.startswith(HEADER)}
    relations, types = xml.parse(template[RELATIONS]), xml.parse(template[TYPES])
    for name, head in text.heads.items():
        file = f"{HEADER}{name}.xml"
        parts[file] = _header(template[f"{HEADER}{head.form}.xml"], head, book.metadata)
        target = file.removeprefix("word/")
        etree.SubElement(relations, _RELATION, Id=name, Type=_HEADERS, Target=target)
        etree.SubElement(types, _TYPE, PartName=f"/{file}", ContentType=_HEADER_TYPE)
    parts |= {RELATIONS: xml.serialize(relations), TYPES: xml.serialize(types)}
    styles = xml.parse(template[STYLES])
    _set_tab(styles, page.width)
    _set_language(styles, book.metadata.language)
    _name_faces(styles, book.outputs.typefaces)
    parts[STYLES] = xml.serialize(styles)
    document = xml.new("document")
    xml.add(document, "body").append(text.last)
    return archive.pack({**parts, DOCUMENT: xml.serialize(document)})


def _header(template: bytes, head: RunningHead, metadata: Metadata) -> bytes:
    """Write the words of a head; in fields they are for programs that do not know them."""
    root = xml.parse(template)
    words = {_NUMBER: head.number, _TITLE: head.title}
    for run in (one for one in root.iter(W + "r") if not len(one)):
        field = run.getparent()
        instruction = "" if field is None else field.get(W + "instr", "")
        shown = words.get(instruction, metadata.short_title or metadata.title)
        if TO_LEFT.fullmatch(shown):
            xml.add(xml.add(run, "rPr"), "rtl")
        xml.add(run, "t").text = shown
    for properties in root.iter(W + "pPr") if direction(metadata.language) == "rtl" else ():
        properties.insert(1, xml.new("bidi"))
    return xml.serialize(root)


def _set_tab(styles: Element, width: int) -> None:
    """Have the title in a running head end where the lines of the page end."""
    inherited = styles.iterfind(f"{W}style[@{W}styleId='Header']//{W}tab")
    positions = {tab.get(W + "pos", "") for tab in inherited} - {str(width)}
    (style,) = styles.iterfind(f"{W}style[@{W}styleId='RunningHead']/{W}pPr")
    tabs = xml.new("tabs")
    for position in sorted(positions):
        xml.add(tabs, "tab", val="clear", pos=position)
    xml.add(tabs, "tab", val="right", pos=str(width))
    style.insert(0, tabs)


def _name_faces(styles: Element, typefaces: Iterable[Typeface]) -> None:
    """Name the faces of the edition for the scripts that Word takes another face for.

    Complex scripts are those that run to the left or lie in the blocks from Devanagari to Tibetan;
    those of East Asia have wide letters.
    """
    named = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    for one in reversed(tuple(typefaces)):
        letters = [each for each in one.characters if unicodedata.category(each) == "Lo"]
        is_wide = any(unicodedata.east_asian_width(each) == "W" for each in letters)
        is_complex = any(TO_LEFT.match(each) or "\u0900" <= each < "\u1000" for each in letters)
        if named is not None and (is_wide or is_complex):
            named.set(W + ("eastAsia" if is_wide else "cs"), one.family)


def _set_language(styles: Element, language: str) -> None:
    """Name the language as the edition does; pandoc spells some anew and leaves some out."""
    for name in styles.iter(W + "lang"):
        name.set(VAL, language)
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is not None and defaults.find(W + "lang") is None:
        xml.add(defaults, "lang", val=language)
