"""A book to the two parts of a DOCX that hold text: its body and its footnotes.

A section of Word's begins with each section of the book, so that Word counts its notes from 1 and
its running head is its own; titles of parts and chapters that follow one another share one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from pipeline.book import Book, Role, Section
from pipeline.book.words import words_in
from pipeline.convert import docx_front
from pipeline.convert import docx_xml as xml
from pipeline.convert.docx_blocks import BlockWriter
from pipeline.convert.docx_heading import head_of
from pipeline.convert.docx_notes import Footnotes
from pipeline.convert.docx_page import Page, end_section
from pipeline.convert.docx_xml import Bookmarks, Element
from pipeline.convert.pandoc_json import targets

_TITLES = frozenset({Role.PART, Role.CHAPTER})


@dataclass(slots=True)
class _Text:
    """The body of the DOCX while it is written, and where Word's sections end in it."""

    body: Element
    footnotes: Footnotes
    heads: list[str] = field(default_factory=list)
    ends: list[Element] = field(default_factory=list)

    def end_section(self, head: str) -> None:
        """End a section of Word's with the last paragraph; a table or a field cannot end one.

        LibreOffice 7.4 runs a paragraph that holds a marker and nothing else into the next section,
        and drops an empty one below a table with the bookmark that comes after it.
        """
        last = self.body[-1] if len(self.body) else None
        if last is not None and last.tag == xml.W + "tbl":
            xml.paragraph(self.body, "AfterTable")
        if last is None or last.tag != xml.W + "p" or not _has_words(last):
            last = xml.paragraph(self.body, "SectionEnd")
        self.heads.append(head)
        self.ends.append(last)


def _has_words(paragraph: Element) -> bool:
    runs = paragraph.iter(xml.W + "r")
    return any(
        run.find(xml.W + "t") is not None and run.find(xml.W + "footnoteReference") is None
        for run in runs
    )


def write(book: Book, page: Page) -> tuple[bytes, bytes]:
    """Give ``document.xml`` and ``footnotes.xml``."""
    root, bookmarks = xml.new("document"), Bookmarks()
    text = _Text(xml.add(root, "body"), Footnotes(_separators(), bookmarks))
    docx_front.title_page(text.body, book)
    text.end_section("none")
    if docx_front.wants_contents(book):
        docx_front.contents(text.body, words_in(book.metadata.language).contents, book.sections)
        text.end_section("book")
    known, pages = targets(book.texts), set[str]()
    for head, sections in _grouped(book, page.width):
        text.footnotes.next_section()
        for place, section in enumerate(sections, 1):
            writer = BlockWriter(section, text.footnotes, known, pages, page.width)
            number = bookmarks.start(text.body, section.text.id)
            writer.write(text.body)
            if place == len(sections):
                text.end_section(head)
            bookmarks.end(text.body, number)
    text.footnotes.finish()
    _set_up(text, page)
    return xml.serialize(root), xml.serialize(text.footnotes.root)


def _grouped(book: Book, width: int) -> Iterator[tuple[str, list[Section]]]:
    """Yield the sections of the book that make one of Word's, with their running head."""
    for titles, group in groupby(book.sections, lambda section: section.role in _TITLES):
        if titles:
            yield "none", list(group)
            continue
        for section in group:
            yield head_of(section.text, width), [section]


def _set_up(text: _Text, page: Page) -> None:
    """Write the page set-up of each section: in its last paragraph, the last one in the body.

    Where only one section has notes to count, nothing is said of it, since LibreOffice 7.4 loses
    count of notes that begin anew.
    """
    restart = text.footnotes.sections > 1
    for place, (head, end) in enumerate(zip(text.heads, text.ends, strict=True), 1):
        last = place == len(text.ends)
        parent = text.body if last else end[0]
        title = head == "none"
        end_section(
            parent, page, head, restart=restart, first=place == 1, centered=title and place > 1
        )


def _separators() -> Element:
    """Make ``footnotes.xml`` with the two lines that Word sets between text and notes."""
    root = etree.Element(xml.W + "footnotes", nsmap=xml.NAMES)
    for number, kind in (("-1", "separator"), ("0", "continuationSeparator")):
        note = xml.add(root, "footnote", type=kind, id=number)
        xml.add(xml.run(xml.paragraph(note, "FootnoteText")), kind)
    return root
