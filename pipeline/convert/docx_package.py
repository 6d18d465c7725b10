"""What pandoc's DOCX still lacks: sections, printed note labels, cross-references, properties.

Of pandoc's package only the text is taken, ``document.xml`` and ``footnotes.xml``; every other
part is the template's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from pipeline.convert import archive
from pipeline.errors import ConversionError
from pipeline.metadata import Metadata

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{WORD}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NAMES = {"w": WORD}

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "http://purl.org/dc/elements/1.1/"

DOCUMENT = "word/document.xml"
FOOTNOTES = "word/footnotes.xml"
HEADER = "word/header1.xml"
STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
PROPERTIES = "docProps/core.xml"


def finish(
    written: bytes,
    template: Mapping[str, bytes],
    metadata: Metadata,
    labels: Sequence[Sequence[str]],
) -> bytes:
    """Put pandoc's text into the template.

    ``labels`` are the printed labels of the notes of each document, in the order of the text.
    """
    parts = archive.unpack(written)
    document, footnotes = _parse(parts[DOCUMENT]), _parse(parts[FOOTNOTES])
    styles = _parse(template[STYLES])
    counted = _label_notes(document, footnotes, labels)
    for root in (document, footnotes):
        _cross_reference_notes(root)
        _tab_after_labels(root)
        _leave_numbering_to_styles(root)
        _hold_to_styles(root, styles)
    _space_after_tables(document)
    _make_sections(document, restart=counted > 1)
    finished = {
        **template,
        DOCUMENT: _serialize(document),
        FOOTNOTES: _serialize(footnotes),
        HEADER: _with_title(template[HEADER], metadata.title),
        STYLES: _in_language(styles, metadata.language),
        SETTINGS: template[SETTINGS],
        PROPERTIES: _properties(metadata),
    }
    return archive.pack(finished)


# --- notes -------------------------------------------------------------------------------


def _label_notes(document: Element, footnotes: Element, labels: Sequence[Sequence[str]]) -> int:
    """Make every note show its printed label; give the number of documents that Word counts in.

    Word counts the notes of each section from 1. A note whose printed label is the next of
    that count is left to Word; any other, a symbol, say, or 0, gets its label as a custom mark,
    which Word does not count.
    """
    references = list(document.iter(W + "footnoteReference"))
    notes = {note.get(W + "id"): note for note in footnotes.iter(W + "footnote")}
    marks = [mark for printed in labels for mark in _custom_marks(printed)]
    documents = sum(None in _custom_marks(printed) for printed in labels)
    if documents > 1:
        # LibreOffice 7.4 shows 0 for each counted note that no custom mark comes after.
        *_, marks[-1] = (label for printed in labels for label in printed)
    for reference, mark in zip(references, marks, strict=True):
        if mark is not None:
            _set_mark(reference, notes[reference.get(W + "id")], mark)
    return documents


def _custom_marks(labels: Sequence[str]) -> list[str | None]:
    """Give the label of each note that Word's count does not come to by itself."""
    counted = 0
    marks: list[str | None] = []
    for label in labels:
        by_word = label == str(counted + 1)
        counted += by_word
        marks.append(None if by_word else label)
    return marks


def _set_mark(reference: Element, note: Element, mark: str) -> None:
    reference.set(W + "customMarkFollows", "1")
    # A letter an element: LibreOffice shows what else is in the first of them once more.
    for letter in reversed(mark):
        reference.addnext(_text(letter))
    number = note.find(f".//{W}footnoteRef")
    if number is None:
        raise ConversionError("pandoc wrote a footnote without its number")
    _replace(number, _text(mark))


def _cross_reference_notes(root: Element) -> None:
    """Turn the link of a second marker into Word's cross-reference to a footnote."""
    style = f"{W}r/{W}rPr/{W}rStyle[@{W}val='NoteCross-Reference']"
    for link in list(root.iter(W + "hyperlink")):
        if link.find(style) is None:
            continue
        field = etree.Element(W + "fldSimple")
        field.set(W + "instr", f" NOTEREF {link.get(W + 'anchor')} \\f \\h ")
        field.extend(link)
        _replace(link, field)


# --- paragraphs --------------------------------------------------------------------------


def _tab_after_labels(root: Element) -> None:
    """Put a tab after the label of a list item: its text stands at the indent."""
    style = f"{W}rPr/{W}rStyle[@{W}val='ItemLabel']"
    for run in root.iter(W + "r"):
        if run.find(style) is None:
            continue
        follower = run.getnext()
        if follower is None or follower.find(style) is None:
            etree.SubElement(run, W + "tab")


def _leave_numbering_to_styles(root: Element) -> None:
    """Take away the list numbering that pandoc sets: the list styles of the template have it."""
    for properties in root.iter(W + "pPr"):
        for numbering in properties.findall(W + "numPr"):
            properties.remove(numbering)


def _space_after_tables(document: Element) -> None:
    """Set what follows a table in the style that keeps clear of it: a table has no space below."""
    for table in document.iter(W + "tbl"):
        follower = table.getnext()
        style = None if follower is None else follower.find(f"{W}pPr/{W}pStyle[@{W}val='BodyText']")
        if style is not None:
            style.set(W + "val", "FirstParagraph")


def _hold_to_styles(root: Element, styles: Element) -> None:
    """Refuse a style that the template has not: pandoc makes one for a name it does not know."""
    known = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    for name in ("pStyle", "rStyle", "tblStyle"):
        for used in root.iter(W + name):
            if used.get(W + "val") not in known:
                raise ConversionError(
                    f"the DOCX template lacks the style {used.get(W + 'val')}: add it to styles.xml"
                )


# --- sections ----------------------------------------------------------------------------


def _make_sections(document: Element, *, restart: bool) -> None:
    """End a section before each document, so that Word can count its notes from 1.

    The first section is the title page, which has no header and no footer. Where only one
    document has notes to count, nothing is said of it, since LibreOffice 7.4 loses count of
    notes that begin anew.
    """
    body = document.find(W + "body")
    if body is None:
        raise ConversionError("pandoc wrote a DOCX without a body")
    ending = body.find(W + "sectPr")
    if ending is None:
        raise ConversionError("pandoc wrote a DOCX without page setup")
    if not restart:
        for counting in ending.findall(W + "footnotePr"):
            ending.remove(counting)
    for place, start in enumerate(list(_document_starts(body))):
        section = deepcopy(ending)
        if place == 0:
            for name in ("headerReference", "footerReference"):
                for reference in section.findall(W + name):
                    section.remove(reference)
        _end_section_before(start, section)


def _document_starts(body: Element) -> Iterator[Element]:
    """Yield the bookmark that opens each document: one that stands in no other."""
    open_bookmarks = 0
    for child in body:
        if child.tag == W + "bookmarkStart":
            if open_bookmarks == 0:
                yield child
            open_bookmarks += 1
        elif child.tag == W + "bookmarkEnd":
            open_bookmarks -= 1


def _end_section_before(start: Element, section: Element) -> None:
    last = start.getprevious()
    while last is not None and last.tag == W + "bookmarkEnd":
        last = last.getprevious()
    if last is None or last.tag != W + "p":  # a table cannot end a section
        last = etree.Element(W + "p")
        etree.SubElement(etree.SubElement(last, W + "pPr"), W + "pStyle").set(
            W + "val", "PageBetween"
        )
        start.addprevious(last)
    properties = last.find(W + "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        last.insert(0, properties)
    properties.append(section)


# --- the other parts ---------------------------------------------------------------------


def _with_title(header: bytes, title: str) -> bytes:
    root = _parse(header)
    for shown in root.iter(W + "t"):
        shown.text = title
    return _serialize(root)


def _in_language(styles: Element, language: str) -> bytes:
    for name in styles.iter(W + "lang"):
        name.set(W + "val", language)
    return _serialize(styles)


def _properties(metadata: Metadata) -> bytes:
    """Give the core properties; they carry no dates, since those would vary."""
    root = etree.Element(f"{{{CORE}}}coreProperties", nsmap={"cp": CORE, "dc": DC})
    facts = {
        "title": metadata.title,
        "subject": metadata.series,
        "creator": "; ".join(metadata.editors),
        "identifier": metadata.id,
        "language": metadata.language,
    }
    for name, fact in facts.items():
        if fact:
            etree.SubElement(root, f"{{{DC}}}{name}").text = fact
    return _serialize(root)


def _text(text: str) -> Element:
    element = etree.Element(W + "t")
    element.set(SPACE, "preserve")
    element.text = text
    return element


def _replace(old: Element, new: Element) -> None:
    parent = old.getparent()
    if parent is None:
        raise ConversionError("a part of the DOCX stands outside its document")
    new.tail = old.tail
    parent.replace(old, new)


def _parse(part: bytes) -> Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))


def _serialize(root: Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
