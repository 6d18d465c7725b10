"""The parts of a DOCX beside its text: styles, running heads, settings, properties."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.convert import archive
from pipeline.convert import docx_xml as xml
from pipeline.convert.docx_page import HEADERS, HEADS, Page
from pipeline.convert.docx_xml import Element
from pipeline.metadata import Metadata

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"

DOCUMENT = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
PROPERTIES = "docProps/core.xml"


def pack(
    template: Mapping[str, bytes], text: tuple[bytes, bytes], metadata: Metadata, page: Page
) -> bytes:
    """Put document and footnotes into the template."""
    document, footnotes = text
    template = _without_idle_heads(template, document)
    styles = parse(template[STYLES])
    _set_language(styles, metadata.language)
    _set_tab(styles, page.width)
    return archive.pack(
        {
            **template,
            DOCUMENT: document,
            FOOTNOTES: footnotes,
            **{
                name: _with_title(header, metadata.title)
                for name, header in template.items()
                if name in HEADERS.values()
            },
            STYLES: xml.serialize(styles),
            SETTINGS: _settings(template[SETTINGS], metadata.language),
            PROPERTIES: _properties(metadata),
        }
    )


def _without_idle_heads(template: Mapping[str, bytes], document: bytes) -> dict[str, bytes]:
    """Leave out the running heads that no section has."""
    idle = {name for name, id_ in HEADS.items() if f'"{id_}"'.encode() not in document}
    gone = {HEADERS[name] for name in idle}
    kept = {name: part for name, part in template.items() if name not in gone}
    for name, attribute in ((RELATIONS, "Target"), (TYPES, "PartName")):
        root = parse(template[name])
        for entry in list(root):
            if any(
                part.endswith("/" + entry.get(attribute, "").rpartition("/")[2]) for part in gone
            ):
                root.remove(entry)
        kept[name] = xml.serialize(root)
    return kept


def _with_title(header: bytes, title: str) -> bytes:
    """Show the title of the book where a program does not know the field that is there."""
    root = parse(header)
    for shown in root.iter(xml.W + "t"):
        if not shown.text:
            shown.text = title
    return xml.serialize(root)


def _set_language(styles: Element, language: str) -> None:
    for name in styles.iter(xml.W + "lang"):
        name.set(xml.VAL, language)
    defaults = styles.find(f"{xml.W}docDefaults/{xml.W}rPrDefault/{xml.W}rPr")
    if defaults is not None and defaults.find(xml.W + "lang") is None:
        xml.add(defaults, "lang", val=language)


def _set_tab(styles: Element, width: int) -> None:
    """Have the title in a running head end where the lines of the page end."""
    inherited = styles.iterfind(f"{xml.W}style[@{xml.W}styleId='Header']//{xml.W}tab")
    positions = {tab.get(xml.W + "pos", "") for tab in inherited} - {str(width)}
    (style,) = styles.iterfind(f"{xml.W}style[@{xml.W}styleId='RunningHead']/{xml.W}pPr")
    tabs = xml.new("tabs")
    for position in sorted(positions):
        xml.add(tabs, "tab", val="clear", pos=position)
    xml.add(tabs, "tab", val="right", pos=str(width))
    style.insert(0, tabs)


def _settings(settings: bytes, language: str) -> bytes:
    root = parse(settings)
    for name in root.iter(xml.W + "themeFontLang"):
        name.set(xml.VAL, language)
    return xml.serialize(root)


def _properties(metadata: Metadata) -> bytes:
    """Give the core properties; they carry no dates, since those would vary."""
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC})
    facts = {
        "title": metadata.title,
        "subject": metadata.series,
        "creator": "; ".join(metadata.editors),
        "description": metadata.subtitle,
        "identifier": f"ISBN {metadata.isbn}" if metadata.isbn else metadata.id,
        "language": metadata.language,
    }
    for name, fact in facts.items():
        if fact:
            etree.SubElement(root, f"{{{DC}}}{name}").text = fact
    return xml.serialize(root)


def parse(part: bytes) -> Element:
    """Parse a part of the template."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
