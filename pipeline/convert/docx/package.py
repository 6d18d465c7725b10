"""The reference document of one book: all that pandoc does not make of the text.

It has the styles and lists of the template, the running heads that are in the book, and the page.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.convert import archive
from pipeline.convert.docx import body, xml
from pipeline.convert.docx.heading import RunningHead
from pipeline.convert.docx.page import PageSetup
from pipeline.convert.docx.xml import VAL, Element, W
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
    template: Mapping[str, bytes], text: body.BookBlocks, metadata: Metadata, page: PageSetup
) -> bytes:
    """Give the reference document for a book: the running heads it has, the page of its end."""
    parts = {name: part for name, part in template.items() if not name.startswith(HEADER)}
    relations, types = xml.parse(template[RELATIONS]), xml.parse(template[TYPES])
    for name, head in text.heads.items():
        file = f"{HEADER}{name}.xml"
        parts[file] = _header(template[f"{HEADER}{head.form}.xml"], head, metadata)
        target = file.removeprefix("word/")
        etree.SubElement(relations, _RELATION, Id=name, Type=_HEADERS, Target=target)
        etree.SubElement(types, _TYPE, PartName=f"/{file}", ContentType=_HEADER_TYPE)
    parts |= {RELATIONS: xml.serialize(relations), TYPES: xml.serialize(types)}
    styles = xml.parse(template[STYLES])
    _set_tab(styles, page.width)
    _set_language(styles, metadata.language)
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
        xml.add(run, "t").text = shown
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


def _set_language(styles: Element, language: str) -> None:
    """Name the language as the edition does; pandoc spells some anew and leaves some out."""
    for name in styles.iter(W + "lang"):
        name.set(VAL, language)
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults is not None and defaults.find(W + "lang") is None:
        xml.add(defaults, "lang", val=language)
