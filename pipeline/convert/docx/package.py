"""The reference document of one book: all that pandoc does not make of the text.

It has the styles and lists of the template, the running heads that are in the book, and the page.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.convert import archive
from pipeline.convert.docx import body, xml
from pipeline.convert.docx.page import HEADERS, PageSetup
from pipeline.convert.docx.xml import VAL, Element, W
from pipeline.model.metadata import Metadata

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"


def reference(
    template: Mapping[str, bytes], text: body.BookBlocks, metadata: Metadata, page: PageSetup
) -> bytes:
    """Give the reference document for a book: the running heads it has, the page of its end."""
    gone = {part for head, part in HEADERS.items() if head not in text.heads}
    parts = {name: part for name, part in template.items() if name not in gone}
    for name, attribute in ((RELATIONS, "Target"), (TYPES, "PartName")):
        root = xml.parse(template[name])
        for entry in list(root):
            if any(part.endswith(entry.get(attribute, "").rpartition("/")[2]) for part in gone):
                root.remove(entry)
        parts[name] = xml.serialize(root)
    for name in HEADERS.values():
        if name in parts:
            parts[name] = _with_title(parts[name], metadata.title)
    styles = xml.parse(template[STYLES])
    _set_tab(styles, page.width)
    _set_language(styles, metadata.language)
    parts[STYLES] = xml.serialize(styles)
    document = xml.new("document")
    xml.add(document, "body").append(text.last)
    return archive.pack({**parts, DOCUMENT: xml.serialize(document)})


def _with_title(header: bytes, title: str) -> bytes:
    """Show the title of the book where a program does not know the field that is there."""
    root = xml.parse(header)
    for shown in root.iter(W + "t"):
        if not shown.text:
            shown.text = title
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
