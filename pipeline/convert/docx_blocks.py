"""The text of one section to Word's paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias, assert_never

from pipeline import document as model
from pipeline.book import Section
from pipeline.convert import docx_heading, docx_styles, docx_table
from pipeline.convert import docx_xml as xml
from pipeline.convert.docx_inlines import InlineWriter
from pipeline.convert.docx_notes import Footnotes
from pipeline.convert.docx_styles import LOOKS, PARAGRAPHS, Place
from pipeline.convert.docx_xml import Element

_Line: TypeAlias = tuple[model.Row, list[model.PageBreak]]

_NOTE = Place("FootnoteText", in_note=True)


class BlockWriter:
    """Writes the blocks of one section.

    ``width`` is that of a line in twentieths of a point.
    """

    def __init__(
        self,
        section: Section,
        footnotes: Footnotes,
        known: frozenset[str],
        pages: set[str],
        width: int,
    ) -> None:
        self.section = section
        self.width = width
        self.inline = InlineWriter(section.text, footnotes, known, pages, self._note)
        self.level = section.level
        self.headings = 0
        self.run_in: model.Salutation | None = None
        self.first = True

    def write(self, parent: Element) -> None:
        """Write the whole section into the body of the DOCX."""
        place = Place(entry=docx_styles.ENTRIES.get(self.section.role, ""))
        self.blocks(parent, self.section.text.blocks, place)

    def blocks(self, parent: Element, blocks: Sequence[model.Block], place: Place) -> None:
        """Write ``blocks``; a salutation runs on in the paragraph that follows its opener."""
        for block, follower in zip(blocks, (*blocks[1:], None), strict=False):
            if isinstance(block, model.Opener):
                goes_on = isinstance(follower, model.Paragraph)
                self._opener(parent, block, place, goes_on=goes_on)
            else:
                self._block(parent, block, place)

    def _note(self, parent: Element, blocks: Sequence[model.Block]) -> None:
        first, self.first = self.first, False
        self.blocks(parent, blocks, _NOTE)
        self.first = first

    def _block(self, parent: Element, block: model.Block, place: Place) -> None:
        match block:
            case model.Paragraph():
                self._paragraph(parent, block, place)
            case model.Heading():
                self._heading(parent, block)
            case model.SourceNote():
                self._line(parent, PARAGRAPHS[model.SourceNote], block.content)
            case model.Dateline() | model.PageBreak():
                self._part(parent, block)
            case model.Opener():
                self._opener(parent, block, place, goes_on=False)
            case model.Closer():
                for part in block.parts:
                    self._part(parent, part)
            case model.List():
                self._list(parent, block, place)
            case model.Table():
                self._table(parent, block)
            case model.Quotation():
                self.blocks(parent, block.blocks, replace(place, body=place.quotation))
            case model.Postscript():
                self.blocks(parent, block.blocks, replace(place, body="Postscript"))
            case model.UnplacedNote():
                self.inline.marker(xml.paragraph(parent, "UnplacedNote"), block.note)
            case model.Attachment():
                self.level += 1
                self.blocks(parent, block.blocks, place)
                self.level -= 1
            case _:
                assert_never(block)

    def _line(self, parent: Element, style: str, content: Iterable[model.Inline]) -> None:
        self.inline.inlines(xml.paragraph(parent, style), content)

    def _paragraph(self, parent: Element, block: model.Paragraph, place: Place) -> None:
        style = LOOKS.get(block.style) or (place.first if self.first else place.body)
        self.first = False
        paragraph = xml.paragraph(parent, style)
        if self.run_in is not None:
            self.inline.inlines(paragraph, self.run_in.content, docx_styles.RUN_IN)
            self.run_in = None
        self.inline.inlines(paragraph, block.content)

    def _heading(self, parent: Element, heading: model.Heading) -> None:
        """Write the first heading as that of the section, others for a level below it."""
        self.first = True
        self.headings += 1
        if self.headings > 1:
            level = max(self.level, self.section.level + 1)
            self._line(parent, docx_styles.inner_heading(level), heading.content)
            return
        paragraph = xml.paragraph(parent, docx_styles.heading(self.section.level))
        for style, inlines in docx_heading.part(self.section.text, heading, self.width).pieces:
            self.inline.inlines(paragraph, inlines, style)

    def _opener(
        self, parent: Element, opener: model.Opener, place: Place, *, goes_on: bool
    ) -> None:
        parts = opener.parts
        last = parts[-1] if parts else None
        if goes_on and isinstance(last, model.Salutation) and last.run_in:
            self.run_in, parts = last, parts[:-1]
        for part in parts:
            self._part(parent, part)
        self.first = self.first and place.body == "BodyText"

    def _part(self, parent: Element, part: model.OpenerPart | model.CloserPart) -> None:
        if isinstance(part, model.PageBreak):
            self._pages(parent, [part])
            return
        self.inline.in_dateline = isinstance(part, model.Dateline)
        self._line(parent, PARAGRAPHS[type(part)], part.content)
        self.inline.in_dateline = False

    def _pages(self, parent: Element, pages: Sequence[model.PageBreak]) -> None:
        if pages:
            self._line(parent, "PageBetween", pages)

    def _list(self, parent: Element, block: model.List, place: Place) -> None:
        self.first = False
        marked = block.kind is model.ListKind.BULLETED
        inside = replace(place, marked=marked, depth=place.depth + 1)
        for head in block.heads:
            self._line(parent, place.list_head, head)
        pages: list[model.PageBreak] = []
        for item in block.items:
            if isinstance(item, model.PageBreak):
                pages.append(item)
                continue
            self._item(parent, item, pages, inside)
            pages = []
        self._pages(parent, pages)

    def _item(
        self, parent: Element, item: model.Item, pages: list[model.PageBreak], place: Place
    ) -> None:
        paragraph = xml.paragraph(parent, place.item)
        self.inline.inlines(paragraph, pages)
        if item.label:
            self.inline.inlines(paragraph, item.label, docx_styles.ITEM_LABEL)
            # Its text stands at the indent of the list.
            xml.add(xml.run(paragraph, docx_styles.ITEM_LABEL), "tab")
        self.inline.inlines(paragraph, item.content)
        self.blocks(parent, item.blocks, replace(place, body=place.item_goes_on))

    def _table(self, parent: Element, table: model.Table) -> None:
        if table.head:
            self._line(parent, "TableCaption", table.head)
        if len(parent) and parent[-1].tag == xml.W + "tbl":  # two would run together
            xml.paragraph(parent, "AfterTable")
        lines, after = _rows(table)
        if lines:
            self._rows(docx_table.start(parent, table, self.width), table, lines)
            self.first = True
            if parent.tag == xml.W + "footnote":  # which must end with a paragraph
                xml.paragraph(parent, "FootnoteText")
        self._pages(parent, after)

    def _rows(self, parent: Element, table: model.Table, lines: Sequence[_Line]) -> None:
        heading = True
        for row, pages in lines:
            heading = heading and row.role is model.RowRole.LABEL
            style = "TableHeading" if heading else "TableText"
            cells = docx_table.row(parent, row, docx_table.columns(table), heading=heading)
            paragraphs = [xml.paragraph(cell, style) for cell in cells]
            self.inline.inlines(paragraphs[0], pages)
            for paragraph, given in zip(paragraphs, row.cells, strict=False):
                self.inline.inlines(paragraph, given.content)


def _rows(table: model.Table) -> tuple[list[_Line], list[model.PageBreak]]:
    """Give each row with the page marks before it, and the marks that no row follows."""
    lines: list[_Line] = []
    pages: list[model.PageBreak] = []
    for row in table.rows:
        if isinstance(row, model.PageBreak):
            pages.append(row)
        else:
            lines.append((row, pages))
            pages = []
    return lines, pages
