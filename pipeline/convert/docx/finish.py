"""What pandoc cannot write into a DOCX, put in afterwards; docs/outputs.md has a reason for each.

Printed labels of notes, ends of sections, rows that are not torn, characters that Word has
elements for, no addresses but those that are linked to, identifier and language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.convert import archive
from pipeline.convert.docx import xml
from pipeline.convert.docx.styles import DIRECT_LOOKS
from pipeline.convert.docx.xml import Element, W
from pipeline.model.errors import ConversionError
from pipeline.model.metadata import Metadata

DOCUMENT, FOOTNOTES, PROPERTIES = "word/document.xml", "word/footnotes.xml", "docProps/core.xml"
RELATIONS = "word/_rels/{part}.rels"
_BODY = "document.xml"

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/"
_PICTURE, _BLIP = f"{_DRAWING}picture}}cNvPr", f"{_DRAWING}main}}blip"
_DC = "{http://purl.org/dc/elements/1.1/}"
# What pandoc says without knowing it: the time of its clock.
_UNKNOWN = frozenset({"created", "modified"})
# Word takes these characters for others where they stand as they are.
_SPECIAL = re.compile("([\t\u2011])")
_ELEMENTS = {"\t": "tab", "\u2011": "noBreakHyphen"}
# Half the time of zlib's usual level, and a file a tenth larger.
QUICK = 4
_APART = "FootnoteReferenceApart"
# Cells of small type have less at their sides, in twentieths of a point.
_SMALL, _NARROW = "TableSmall", "20"
_EMPTY = frozenset({W + "bookmarkStart", W + "bookmarkEnd"})
_NUMBER_ALONE = len(("properties", "number", "space"))


def finish(written: bytes, marks: Sequence[str | None], metadata: Metadata) -> bytes:
    """Give pandoc's DOCX with what pandoc cannot write; ``marks`` are those of all notes."""
    parts = archive.unpack(written)
    document, footnotes = xml.parse(parts[DOCUMENT]), xml.parse(parts[FOOTNOTES])
    _number_notes(document, footnotes, marks)
    _end_sections(document)
    for name, root in ((DOCUMENT, document), (FOOTNOTES, footnotes)):
        _keep_rows(root)
        _describe_once(root)
        _look_otherwise(root)
        _turn(root)
        if any(special.encode() in parts[name] for special in _ELEMENTS):
            _write_out(root)
        relations = RELATIONS.format(part=name.rpartition("/")[2])
        parts[relations] = _addresses(parts[relations], root, parts[RELATIONS.format(part=_BODY)])
        parts[name] = xml.serialize(root)
    parts[PROPERTIES] = _properties(parts[PROPERTIES], metadata)
    return archive.pack(parts, level=QUICK)


def _look_otherwise(root: Element) -> None:
    """Give runs the looks that they stand in; the elements around them were only to tell which."""
    for around in list(root.iter(W + "customXml")):
        tag, said = DIRECT_LOOKS[around.get(W + "element", "")]
        for run in around.iter(W + "r"):
            if len(run) == 0 or run[0].tag != W + "rPr":
                run.insert(0, xml.new("rPr"))
            _give_property(run[0], xml.new(tag, **said))
        _replace(around, list(around))


def _give_property(properties: Element, new: Element) -> None:
    """Put a property among those of a run, which have an order (ECMA-376, 17.3.2.28)."""
    if properties.find(str(new.tag)) is None:
        place = sum(one.tag not in _LATER[str(new.tag)] for one in properties)
        properties.insert(place, new)


_LATER = {
    W + "spacing": frozenset(W + name for name in ("u", "shd", "vertAlign", "rtl", "lang")),
    W + "shd": frozenset(W + name for name in ("vertAlign", "rtl", "lang")),
}


def _turn(root: Element) -> None:
    """Turn the tables of texts that run to the left, and name the language of such words."""
    for turned in root.iter(W + "bidi"):
        for table in turned.iterancestors(W + "tbl"):
            if table[0].find(W + "bidiVisual") is None:
                table[0].insert(1, xml.new("bidiVisual"))
    for run in root.iter(W + "rtl"):
        language = run.getnext()
        if language is not None and language.tag == W + "lang":
            language.set(W + "bidi", language.attrib.pop(xml.VAL))


def _describe_once(root: Element) -> None:
    """Take out of each picture the address that pandoc has for its name: all of its bytes."""
    for named in root.iter(_PICTURE):
        named.set("descr", "")


def _number_notes(document: Element, footnotes: Element, marks: Sequence[str | None]) -> None:
    notes = {note.get(W + "id"): note for note in footnotes.iter(W + "footnote")}
    references = list(document.iter(W + "footnoteReference"))
    for reference, mark in zip(references, marks, strict=True):
        note = notes[reference.get(W + "id")]
        if mark is not None:
            reference.set(W + "customMarkFollows", "1")
            # A letter an element: LibreOffice shows what else is in the first of them once more.
            for letter in reversed(mark):
                reference.addnext(_text(letter))
            _replace(next(note.iter(W + "footnoteRef")), [_text(mark)])
        _join_number(note)
    for root in (document, footnotes):
        _part_markers(root)


def _part_markers(root: Element) -> None:
    """Put a comma between two markers of notes that stand right beside one another."""
    runs = (one.getparent() for one in root.iter(W + "footnoteReference"))
    fields = (one for one in root.iter(W + "fldSimple") if "NOTEREF" in one.get(W + "instr", ""))
    markers = {one for one in (*runs, *fields) if one is not None}
    for marker in markers:
        follower = marker.getnext()
        while follower is not None and follower.tag in _EMPTY:
            follower = follower.getnext()
        if follower in markers:
            comma = xml.new("r")
            xml.add(xml.add(comma, "rPr"), "rStyle", val=_APART)
            comma.append(_text(","))
            marker.addnext(comma)


def _join_number(note: Element) -> None:
    """Put a number that has a paragraph of its own into the next: a quotation, say, or a list."""
    alone, follower = note[0], note[0].getnext()
    if follower is not None and follower.tag == W + "p" and len(alone) == _NUMBER_ALONE:
        for run in reversed(alone[1:]):
            follower.insert(1, run)
        note.remove(alone)


def _end_sections(document: Element) -> None:
    """Let a section end with its last paragraph, and not with an empty one, if that has words.

    LibreOffice 7.4 runs a paragraph that holds a marker and nothing else into the next section.
    """
    for section in list(document.iter(W + "sectPr")):
        end = next(section.iterancestors(W + "p"), None)
        before = () if end is None else end.itersiblings(preceding=True)
        last = next((each for each in before if each.tag != W + "bookmarkEnd"), None)
        if end is not None and last is not None and last.tag == W + "p" and _has_words(last):
            last[0].append(section)
            _replace(end, [])


def _has_words(paragraph: Element) -> bool:
    runs = paragraph.iter(W + "r")
    return any(
        run.find(W + "t") is not None and run.find(W + "footnoteReference") is None for run in runs
    )


def _keep_rows(root: Element) -> None:
    """Tear no row; say for each cell how wide it is, and let Word give it more."""
    for grid in root.iter(W + "tblGrid"):
        widths = [column.get(W + "w", "") for column in grid]
        for row in grid.itersiblings(W + "tr"):
            for cell, width in zip(row.iter(W + "tc"), widths, strict=False):
                _give_width(cell, width)
    for part in list(root.iter(W + "tblLayout", W + "tr")):
        if part.tag == W + "tblLayout":
            _replace(part, [])
            continue
        if part[0].tag != W + "trPr":
            part.insert(0, xml.new("trPr"))
        xml.add(part[0], "cantSplit")


def _give_width(cell: Element, width: str) -> None:
    if len(cell) == 0 or cell[0].tag != W + "tcPr":
        cell.insert(0, xml.new("tcPr"))
    for given in cell[0].findall(W + "tcW"):
        cell[0].remove(given)
    cell[0].insert(0, xml.new("tcW", w=width, type="dxa"))
    style = cell.find(f"{W}p/{W}pPr/{W}pStyle")
    if style is not None and style.get(xml.VAL, "").startswith(_SMALL):
        margins = xml.new("tcMar")
        for side in ("left", "right"):
            xml.add(margins, side, w=_NARROW, type="dxa")
        cell[0].append(margins)


def _write_out(root: Element) -> None:
    for shown in list(root.iter(W + "t")):
        words = shown.text or ""
        if _SPECIAL.search(words):
            _replace(shown, _written_out(words))


def _written_out(words: str) -> Iterator[Element]:
    for part in _SPECIAL.split(words):
        if part:
            yield xml.new(_ELEMENTS[part]) if part in _ELEMENTS else _text(part)


def _addresses(relations: bytes, root: Element, of_body: bytes) -> bytes:
    """Keep of the addresses those that a part links to; pandoc gives notes and text all of them.

    Pictures in notes get theirs, which pandoc gives the body alone.
    """
    used = {link.get(xml.R + "id") for link in root.iter(W + "hyperlink")}
    given = xml.parse(relations)
    for relation in list(given):
        if relation.get("Type", "").endswith("/hyperlink") and relation.get("Id") not in used:
            given.remove(relation)
    shown = {blip.get(xml.R + "embed") for blip in root.iter(_BLIP)}
    shown -= {relation.get("Id") for relation in given}
    given.extend(one for one in xml.parse(of_body) if shown and one.get("Id") in shown)
    return xml.serialize(given)


def _properties(written: bytes, metadata: Metadata) -> bytes:
    """Give the core properties that are known; they carry no dates, since those would vary."""
    root = xml.parse(written)
    for given in list(root):
        if not given.text or etree.QName(given).localname in _UNKNOWN:
            root.remove(given)
    identifier = f"ISBN {metadata.isbn}" if metadata.isbn else metadata.id
    for name, fact in (("identifier", identifier), ("language", metadata.language)):
        etree.SubElement(root, _DC + name).text = fact
    return xml.serialize(root)


def _text(words: str) -> Element:
    element = xml.new("t")
    element.set(xml.SPACE, "preserve")
    element.text = words
    return element


def _replace(old: Element, new: Iterator[Element] | Sequence[Element]) -> None:
    parent = old.getparent()
    if parent is None:
        raise ConversionError("a part of the DOCX stands outside its document")
    for element in new:
        old.addprevious(element)
    parent.remove(old)
