"""Document to TEI."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, assert_never
from urllib.parse import quote

from lxml import etree

from pipeline.model import document as model
from pipeline.model.document import leaves_of
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.page_images import PageImages, is_address
from pipeline.tei import marks
from pipeline.tei.calendars import calendar_pointer, declare_calendars
from pipeline.tei.header import write_header
from pipeline.tei.names import LINE_ELEMENTS, NAMESPACE, TEI, XML_ID, XML_LANG, Element, date_values
from pipeline.tei.order import PartDivision, in_order

_NAMED = PageImages()
_WrittenBlock: TypeAlias = model.Block | model.OpenerPart | model.CloserPart


def write(document: model.Document, metadata: Metadata, provenance: Provenance) -> bytes:
    """Write ``document`` as a TEI file of its own.

    White space is added only between elements that hold no text of their own.
    """
    root = new_root(metadata.language)
    write_header(root, metadata, (provenance,), document)
    body = etree.SubElement(etree.SubElement(root, TEI + "text"), TEI + "body")
    write_division(body, document, set(), metadata.page_images)
    return serialize(root)


def new_root(language: str) -> Element:
    """Make an empty ``TEI`` element."""
    root = etree.Element(TEI + "TEI", nsmap={None: NAMESPACE})
    root.set(XML_LANG, language)
    return root


def serialize(root: Element) -> bytes:
    """Give the bytes of a TEI file: UTF-8, LF, one line end at its end.

    Its header is completed by what the text needs there.
    """
    declare_calendars(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def write_division(
    parent: Element, document: model.Document, pages: set[str], images: PageImages = _NAMED
) -> None:
    """Append ``document`` to ``parent``; ``pages`` are the page ids already used in this file.

    ``images`` are the pictures of pages that do not name their own.
    """
    division = etree.SubElement(parent, TEI + "div", type="document", subtype=document.kind.value)
    division.set(XML_ID, document.id)
    if document.number is not None:
        division.set("n", document.number)
    if document.language is not None:
        division.set(XML_LANG, document.language)
    parent.text = parent.text or "\n"
    division.tail = "\n"
    _Writer(document, pages, images).division(division, document.blocks)


class _Writer:
    """Writes the blocks of one document; remembers which notes and pages have been written."""

    def __init__(self, document: model.Document, pages: set[str], images: PageImages) -> None:
        self.notes = {note.id: note for note in document.notes}
        self.in_text = {
            leaf.note for leaf in leaves_of(document) if isinstance(leaf, model.NoteMarker)
        }
        self.pages = pages
        self.images = images
        self.placed: set[str] = set()
        self.inside = False  # a note, whose markers may be those of notes that stand in the text

    def division(self, parent: Element, blocks: tuple[model.Block, ...]) -> None:
        for block in in_order(blocks):
            if isinstance(block, PartDivision):
                self.blocks(etree.SubElement(parent, TEI + "div", type="part"), block.blocks)
            else:
                self.block(parent, block)
        _put_on_lines(parent)

    def blocks(self, parent: Element, blocks: Iterable[_WrittenBlock]) -> None:
        for block in blocks:
            self.block(parent, block)
        _put_on_lines(parent)

    def block(self, parent: Element, block: _WrittenBlock) -> None:
        match block:
            case (
                model.SourceNote() | model.Heading() | model.Dateline() | model.Salutation()
                | model.OpenerLine() | model.Valediction() | model.Signature() | model.CloserLine()
            ):  # fmt: skip
                self.line(parent, block)
            case model.Paragraph():
                element = self.line(parent, block)
                if block.style is not model.ParagraphStyle.BODY:
                    element.set("rend", block.style.value)
            case model.PageBreak():
                self.page_break(parent, block)
            case model.Opener():
                self.blocks(etree.SubElement(parent, TEI + "opener"), block.parts)
            case model.Closer():
                self.blocks(etree.SubElement(parent, TEI + "closer"), block.parts)
            case model.List():
                self.list(parent, block)
            case model.Table():
                self.table(parent, block)
            case model.Quotation():
                self.blocks(etree.SubElement(parent, TEI + "quote"), block.blocks)
            case model.Postscript():
                self.blocks(etree.SubElement(parent, TEI + "postscript"), block.blocks)
            case model.Attachment():
                element = etree.SubElement(parent, TEI + "div", type="attachment")
                self.division(element, block.blocks)
            case model.UnplacedNote():
                self.note(parent, block.note, type="unplaced")
            case _:
                assert_never(block)

    def line(self, parent: Element, block: model.TextBlock) -> Element:
        name, attributes = LINE_ELEMENTS[type(block)]
        element = etree.SubElement(parent, TEI + name, attributes)
        if isinstance(block, model.Salutation) and block.run_in:
            element.set("rend", "run-in")
        if isinstance(block, model.Valediction) and not block.formula:
            element.tag = TEI + "seg"
            element.set("type", "valediction")
        self.inlines(element, block.content)
        return element

    def list(self, parent: Element, block: model.List) -> None:
        element = etree.SubElement(parent, TEI + "list", type=block.kind.value)
        element.text = "\n"
        for head in block.heads:
            self.inlines(etree.SubElement(element, TEI + "head"), head)
            element[-1].tail = "\n"
        items = [item for item in block.items if isinstance(item, model.ListItem)]
        paired = all(item.label for item in items)
        for item in block.items:
            if isinstance(item, model.PageBreak):
                self.page_break(element, item)
            else:
                self.item(element, item, paired=paired)
            element[-1].tail = "\n"

    def item(self, parent: Element, item: model.ListItem, *, paired: bool) -> None:
        """Write an item, its label before it where the whole list is ``paired``, else inside.

        TEI knows lists of pairs and lists of items, but no mixture (TEI P5, 3.8).
        """
        if paired:
            self.inlines(etree.SubElement(parent, TEI + "label"), item.label)
        element = etree.SubElement(parent, TEI + "item")
        if item.label and not paired:
            self.inlines(etree.SubElement(element, TEI + "label"), item.label)
        self.inlines(element, item.content)
        for block in item.blocks:
            self.block(element, block)

    def table(self, parent: Element, block: model.Table) -> None:
        element = etree.SubElement(parent, TEI + "table")
        if block.head:
            self.inlines(etree.SubElement(element, TEI + "head"), block.head)
        for row in block.rows:
            if isinstance(row, model.PageBreak):
                self.page_break(element, row)
            else:
                self.row(element, row)
        _put_on_lines(element)

    def row(self, parent: Element, row: model.Row) -> None:
        element = etree.SubElement(parent, TEI + "row")
        if row.role is not model.RowRole.DATA:
            element.set("role", row.role.value)
        for cell in row.cells:
            self.line(element, cell)

    def inlines(self, parent: Element, inlines: Iterable[model.Inline]) -> None:
        last = parent[-1] if len(parent) else None
        for inline in inlines:
            if not isinstance(inline, model.Text):
                last = self.inline(parent, inline)
            elif last is None:
                parent.text = (parent.text or "") + inline.text
            else:
                last.tail = (last.tail or "") + inline.text

    def inline(self, parent: Element, inline: model.InlineMark | model.Annotated) -> Element:
        match inline:
            case model.PersonName():
                name = TEI + ("orgName" if inline.is_body else "persName")
                element = etree.SubElement(parent, name, corresp=inline.key)
            case model.Term():
                element = etree.SubElement(parent, TEI + "gloss", target=inline.key)
            case model.NoteMarker():
                return self.note(parent, inline.note)
            case model.PageBreak():
                return self.page_break(parent, inline)
            case model.LineBreak():
                look = {"break": "no"} if inline.joined else {}
                if inline.indent:
                    look["rend"] = f"{model.INDENT}{inline.indent}"
                return etree.SubElement(parent, TEI + "lb", look)
            case model.Lacuna() | model.HandShift():
                return marks.write_point(parent, inline)
            case model.Reference():
                element = etree.SubElement(parent, TEI + "ref", target=inline.target)
            case model.Date():
                element = _date(parent, inline)
            case model.Place():
                given = {"corresp": inline.key} if inline.key else {}
                element = etree.SubElement(parent, TEI + "placeName", given)
            case model.EditorialChoice():
                return self.choice(parent, inline)
            case model.Figure():
                return self.figure(parent, inline)
            case (
                model.Highlight() | model.Foreign() | model.Condition() | model.Alteration()
                | model.Substitution() | model.Remark()
            ):  # fmt: skip
                element = marks.write_stretch(parent, inline)
            case _:
                assert_never(inline)
        self.inlines(element, inline.content)
        return element

    def choice(self, parent: Element, choice: model.EditorialChoice) -> Element:
        printed, reading = choice.kind.value
        if not choice.reading:
            element = etree.SubElement(parent, TEI + printed)
            self.inlines(element, choice.content)
            return element
        element = etree.SubElement(parent, TEI + "choice")
        self.inlines(etree.SubElement(element, TEI + printed), choice.content)
        etree.SubElement(element, TEI + reading).text = choice.reading
        return element

    def figure(self, parent: Element, figure: model.Figure) -> Element:
        element = etree.SubElement(parent, TEI + "figure")
        if figure.image:
            etree.SubElement(element, TEI + "graphic", url=figure.image)
        if figure.content:
            self.inlines(etree.SubElement(element, TEI + "head"), figure.content)
        if figure.description:
            etree.SubElement(element, TEI + "figDesc").text = figure.description
        return element

    def note(self, parent: Element, note_id: str, **attributes: str) -> Element:
        note = self.notes[note_id]
        elsewhere = self.inside and note_id in self.in_text
        if note_id in self.placed or elsewhere:
            reference = etree.SubElement(parent, TEI + "ref", type="note", target="#" + note_id)
            reference.text = note.label
            return reference
        self.placed.add(note_id)
        label = {"n": note.label} if note.printed else {}
        given = {**label, "place": "foot", **attributes, XML_ID: note_id}
        element = etree.SubElement(parent, TEI + "note", given)
        around, self.inside = self.inside, True
        for block in note.blocks:
            self.block(element, block)
        self.inside = around
        return element

    def page_break(self, parent: Element, page: model.PageBreak) -> Element:
        element = etree.SubElement(parent, TEI + "pb", n=page.number)
        if page.id not in self.pages:  # a repeated number is reported by P102, not here
            self.pages.add(page.id)
            element.set(XML_ID, page.id)
        facs = page.facs or self.images.of(page.number)
        if facs:
            element.set("facs", facs if is_address(facs) else quote(facs))
        return element


def _put_on_lines(parent: Element) -> None:
    """End a line before each element in ``parent`` and behind it."""
    parent.text = "\n"
    for element in parent:
        element.tail = "\n"


def _date(parent: Element, date: model.Date) -> Element:
    given = date_values(date)
    if date.cert is not None:
        given["cert"] = date.cert
    if date.calendars:
        given["calendar"] = " ".join(map(calendar_pointer, date.calendars))
    return etree.SubElement(parent, TEI + "date", given)
