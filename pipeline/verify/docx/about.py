"""What a DOCX says of the edition: properties of the file, title page, language."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.book import Book, Role
from pipeline.model.metadata import Metadata
from pipeline.verify import about
from pipeline.verify.about import MetadataFields
from pipeline.verify.archive import Archive, Element
from pipeline.verify.docx.contents import VAL, W, text_of
from pipeline.verify.rules import Discrepancy, judge_facts

DC = "{http://purl.org/dc/elements/1.1/}"


def check(book: Book, archive: Archive, body: Element) -> Iterator[Discrepancy]:
    """Compare what is said of the edition with its metadata."""
    metadata = book.metadata
    properties = archive.xml("docProps/core.xml")
    said = ((str(one.tag).removeprefix(DC), one.text or "") for one in properties.iter(DC + "*"))
    yield from judge_facts("the properties of the DOCX", _properties(metadata), said)
    colophon = any(section.role is Role.COLOPHON for section in book.sections)
    names = {text.id for text in book.texts}
    lines = about.title_page(metadata, rights=not colophon)
    yield from judge_facts("the DOCX", lines, _title_page(body, names))
    defaults = archive.xml("word/styles.xml").iterfind(f"{W}docDefaults//{W}lang")
    languages = [("language", one.get(VAL, "")) for one in defaults]
    yield from judge_facts("the DOCX", [("language", metadata.language)], languages)


def _properties(metadata: Metadata) -> MetadataFields:
    facts = (
        ("title", metadata.title),
        ("subject", metadata.series),
        ("creator", "; ".join(metadata.editors)),
        ("description", metadata.subtitle),
        ("identifier", f"ISBN {metadata.isbn}" if metadata.isbn else metadata.id),
        ("language", metadata.language),
    )
    return ((name, fact) for name, fact in facts if fact)


def _title_page(body: Element, names: Collection[str]) -> MetadataFields:
    """Yield the lines of the paragraphs before the contents and the texts."""
    for element in body:
        if element.tag == W + "sdt" or element.get(W + "name") in names:
            return
        words = text_of(element)
        if element.tag == W + "p" and words:
            yield "the title page", words
