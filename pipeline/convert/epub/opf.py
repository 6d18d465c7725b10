"""The package document of an EPUB: metadata, manifest, spine (EPUB 3.3, section 5)."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from lxml import etree

from pipeline.book.colophon import printed_source
from pipeline.book.words import words_in
from pipeline.convert.xhtml import XML_LANG, Element
from pipeline.model.errors import UsageError
from pipeline.model.metadata import Metadata

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
O = f"{{{OPF}}}"  # noqa: E741 - as X and W beside it
MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
# A book made again from the same edition is the same file, so this cannot be the time of day.
MODIFIED = "1980-01-02T00:00:00Z"
_SECONDS = re.compile(r"[0-9]{1,11}")
# ONIX code list 5 has a number for each kind of identifier.
_ISBN_13, _ISBN_10, _DOI = "15", "02", "06"
_FIGURES_OF_13 = 13


@dataclass(frozen=True, slots=True)
class ManifestItem:
    """A file of the package, by its path from the package document."""

    path: str
    properties: str = ""

    @property
    def id(self) -> str:
        """An XML name of its own."""
        return "item-" + self.path.replace("/", "-")

    @property
    def media_type(self) -> str:
        """The media type by the end of the name."""
        return MEDIA_TYPES[PurePosixPath(self.path).suffix]


@dataclass(frozen=True, slots=True)
class Proved:
    """What is known of this book, and may be said of it to those who depend on it.

    The pages of the printed source are marked; every section begins with a heading; no style
    sheet but ours, which sets neither colours nor sizes, is in it.
    """

    has_pages: bool
    is_headed: bool
    is_plain: bool

    @property
    def features(self) -> tuple[str, ...]:
        """Give the terms of the vocabulary ``accessibilityFeature`` of schema.org."""
        return (
            *("tableOfContents", "readingOrder", "alternativeText"),
            *(("structuralNavigation",) if self.is_headed else ()),
            *(("pageBreakMarkers", "pageNavigation") if self.has_pages else ()),
            *(("displayTransformability",) if self.is_plain else ()),
        )


def package_document(metadata: Metadata, items: Sequence[ManifestItem], proved: Proved) -> bytes:
    """Write the package document; the pages among ``items`` come in the order of reading."""
    package = etree.Element(O + "package", nsmap={None: OPF, "dc": DC}, version="3.0")
    package.set("unique-identifier", "identifier")
    package.set(XML_LANG, metadata.language)
    about = etree.SubElement(package, O + "metadata")
    _identifiers(about, metadata)
    _bibliography(about, metadata)
    _accessibility(about, metadata, proved)
    manifest = etree.SubElement(package, O + "manifest")
    spine = etree.SubElement(package, O + "spine")
    for item in items:
        entry = etree.SubElement(manifest, O + "item", id=item.id, href=item.path)
        entry.set("media-type", item.media_type)
        if item.properties:
            entry.set("properties", item.properties)
        if item.properties == "cover-image":  # for readers of EPUB 2
            etree.SubElement(about, O + "meta", name="cover", content=item.id)
        if item.path.endswith(".xhtml"):
            etree.SubElement(spine, O + "itemref", idref=item.id)
    etree.indent(package)
    return etree.tostring(package, encoding="UTF-8", xml_declaration=True)


def _identifiers(parent: Element, metadata: Metadata) -> None:
    """Write the identifiers of the book; the first is the one that tells it from others."""
    for place, (text, kind) in enumerate(_identified(metadata)):
        name = f"identifier-{place}" if place else "identifier"
        _dc(parent, "identifier", text, id=name)
        if kind:
            refined = {"refines": f"#{name}", "scheme": "onix:codelist5"}
            _meta(parent, "identifier-type", kind, **refined)


def _identified(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield identifiers and their kind: an ISBN if there is one, else a name made of the id."""
    isbn = metadata.isbn.replace("-", "").upper()
    if isbn:
        yield f"urn:isbn:{isbn}", _ISBN_13 if len(isbn) == _FIGURES_OF_13 else _ISBN_10
    else:
        yield uuid.uuid5(uuid.NAMESPACE_OID, "edition-pipeline:" + metadata.id).urn, ""
    for identifier in metadata.identifiers:
        yield identifier, _DOI if identifier.lower().startswith("doi:") else ""


def _bibliography(parent: Element, metadata: Metadata) -> None:
    _dc(parent, "title", metadata.title, id="title")
    if metadata.subtitle:
        _meta(parent, "title-type", "main", refines="#title")
        _dc(parent, "title", metadata.subtitle, id="subtitle")
        _meta(parent, "title-type", "subtitle", refines="#subtitle")
    _dc(parent, "language", metadata.language)
    for place, editor in enumerate(metadata.editors, 1):
        _dc(parent, "creator", editor, id=f"editor-{place}")
        _meta(parent, "role", "edt", refines=f"#editor-{place}", scheme="marc:relators")
    if metadata.publisher:
        _dc(parent, "publisher", metadata.publisher)
    if metadata.date:
        _dc(parent, "date", metadata.date)
    if metadata.rights:
        _dc(parent, "rights", metadata.rights)
    if metadata.series:
        _meta(parent, "belongs-to-collection", metadata.series, id="series")
        _meta(parent, "collection-type", "series", refines="#series")
    _meta(parent, "dcterms:modified", modified())


def _accessibility(parent: Element, metadata: Metadata, proved: Proved) -> None:
    """State what is known of the text: EPUB Accessibility 1.1, and the page breaks' source."""
    _meta(parent, "schema:accessMode", "textual")
    _meta(parent, "schema:accessModeSufficient", "textual")
    for feature in proved.features:
        _meta(parent, "schema:accessibilityFeature", feature)
    _meta(parent, "schema:accessibilityHazard", "none")
    words = words_in(metadata.language)
    said = (
        words.ebook.summary,
        words.ebook.headings * proved.is_headed,
        words.ebook.marked * proved.has_pages,
    )
    summary = _meta(parent, "schema:accessibilitySummary", " ".join(part for part in said if part))
    summary.set(XML_LANG, words.language)
    if proved.has_pages:
        source = printed_source(metadata)
        _dc(parent, "source", source)
        _meta(parent, "pageBreakSource", source)


def modified() -> str:
    """Give the time of the last change: ``SOURCE_DATE_EPOCH``, else the same for every book.

    Raises UsageError where that variable holds no count of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return MODIFIED
    if not _SECONDS.fullmatch(given):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {given!a}: it must be the seconds since 1970, as 1700000000"
        )
    return datetime.fromtimestamp(int(given), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _dc(parent: Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{DC}}}{name}", attributes).text = text


def _meta(parent: Element, name: str, text: str, **attributes: str) -> Element:
    meta = etree.SubElement(parent, O + "meta", attributes, property=name)
    meta.text = text
    return meta
