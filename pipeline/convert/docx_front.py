"""The title page and the table of contents of a DOCX.

The contents are a field of Word's own, with its entries filled in: they show as they are, lead to
their sections, and Word makes the same again when it is asked to. They give no page numbers,
since only Word knows them: a number from elsewhere would be wrong in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.book import Book, Role, Section
from pipeline.convert import docx_styles as styles
from pipeline.convert import docx_xml as xml
from pipeline.convert.docx_heading import heading_of, words_of
from pipeline.convert.docx_xml import Element


def title_page(body: Element, book: Book) -> None:
    """Write series, title, subtitle, editors and imprint; the rights where no colophon has them."""
    metadata = book.metadata
    imprint = ", ".join(
        part for part in (metadata.place, metadata.publisher, metadata.date) if part
    )
    colophon = any(section.role is Role.COLOPHON for section in book.sections)
    lines = (
        ("BookSeries", metadata.series),
        ("Title", metadata.title),
        ("Subtitle", metadata.subtitle),
        ("BookEditors", "; ".join(metadata.editors)),
        ("BookImprint", imprint),
        ("BookRights", "" if colophon else metadata.rights),
    )
    for style, words in lines:
        if words:
            xml.text(xml.paragraph(body, style), words)


def wants_contents(book: Book) -> bool:
    """Tell whether there is more to find than one text and the colophon."""
    return sum(section.role is not Role.COLOPHON for section in book.sections) > 1


def contents(body: Element, title: str, sections: Sequence[Section]) -> None:
    """Write the table of contents, under ``title``, to as deep a level as there are sections."""
    block = xml.add(body, "sdt")
    gallery = xml.add(xml.add(block, "sdtPr"), "docPartObj")
    xml.add(gallery, "docPartGallery", val="Table of Contents")
    xml.add(gallery, "docPartUnique")
    content = xml.add(block, "sdtContent")
    xml.text(xml.paragraph(content, "TOCHeading"), title)
    entries = list(_entries(sections))
    deepest = max((entry.level for entry in entries), default=1)
    for place, entry in enumerate(entries):
        line = xml.paragraph(content, styles.contents_entry(entry.level))
        if place == 0:
            _begin_field(line, f'TOC \\o "1-{deepest}" \\n \\h')
        xml.text(xml.link(line, xml.bookmark_name(entry.target)), entry.words)
        if place == len(entries) - 1:
            xml.add(xml.run(line), "fldChar", fldCharType="end")


@dataclass(frozen=True, slots=True)
class _Entry:
    target: str
    words: str
    level: int


def _entries(sections: Sequence[Section]) -> Iterator[_Entry]:
    """Yield an entry for each section with a heading: what Word finds when it makes its own."""
    for section in sections:
        heading = heading_of(section.text)
        if heading is not None:
            level = min(section.level, styles.DEEPEST_HEADING)
            yield _Entry(section.text.id, words_of(heading), level)


def _begin_field(line: Element, instruction: str) -> None:
    xml.add(xml.run(line), "fldChar", fldCharType="begin")
    code = xml.add(xml.run(line), "instrText")
    code.set(xml.SPACE, "preserve")
    code.text = f" {instruction} "
    xml.add(xml.run(line), "fldChar", fldCharType="separate")
