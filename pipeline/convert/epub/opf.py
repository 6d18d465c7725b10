"""The package document of an EPUB: metadata, manifest, spine (EPUB 3.3, section 5)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from pipeline.book.contributors import contributor_roles, contributors
from pipeline.book.modified import modified
from pipeline.book.words import words_in
from pipeline.convert.epub.accessible import Proved
from pipeline.convert.xhtml import XML_LANG, Element
from pipeline.model.languages import direction
from pipeline.model.metadata import Metadata
from pipeline.model.publication import AccessibilityClaim, Publication

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
O = f"{{{OPF}}}"  # noqa: E741 - as X and W beside it
MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".txt": "text/plain",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ncx": "application/x-dtbncx+xml",
}
# A book made again from the same edition is the same file, so this cannot be the time of day.
MODIFIED = "1980-01-02T00:00:00Z"
# ONIX code list 5 has a number for each kind of identifier.
_ISBN_13, _ISBN_10, _DOI = "15", "02", "06"
_FIGURES_OF_13 = 13
# Those that a book is filed under; all others have a share in it.
_CREATING = frozenset({"author", "editor", "compiler"})


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
    spine.set("page-progression-direction", direction(metadata.language))
    for item in items:
        entry = etree.SubElement(manifest, O + "item", id=item.id, href=item.path)
        entry.set("media-type", item.media_type)
        if item.properties:
            entry.set("properties", item.properties)
        if item.properties == "cover-image":  # for readers of EPUB 2
            etree.SubElement(about, O + "meta", name="cover", content=item.id)
        if item.path.endswith(".ncx"):
            spine.set("toc", item.id)
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


def identifier(metadata: Metadata) -> str:
    """Give the identifier that tells the book from others."""
    return next(_identified(metadata))[0]


def _identified(metadata: Metadata) -> Iterator[tuple[str, str]]:
    """Yield identifiers and their kind: an ISBN if there is one, else a name made of the id."""
    isbn = metadata.isbn_of("epub").replace("-", "").upper()
    if isbn:
        yield f"urn:isbn:{isbn}", _ISBN_13 if len(isbn) == _FIGURES_OF_13 else _ISBN_10
    else:
        yield uuid.uuid5(uuid.NAMESPACE_OID, "edition-pipeline:" + metadata.id).urn, ""
    doi = f"doi:{metadata.publication.doi}" if metadata.publication.doi else ""
    for identifier in dict.fromkeys((*metadata.identifiers, *filter(None, (doi,)))):
        yield identifier, _DOI if identifier.lower().startswith("doi:") else ""


def _bibliography(parent: Element, metadata: Metadata) -> None:
    _dc(parent, "title", metadata.title, id="title")
    if metadata.subtitle:
        _meta(parent, "title-type", "main", refines="#title")
        _dc(parent, "title", metadata.subtitle, id="subtitle")
        _meta(parent, "title-type", "subtitle", refines="#subtitle")
    _dc(parent, "language", metadata.language)
    for place, one in enumerate(contributors(metadata), 1):
        kind = "creator" if one.role in _CREATING else "contributor"
        refined = {"refines": f"#{kind}-{place}"}
        _dc(parent, kind, one.name, id=f"{kind}-{place}")
        role = contributor_roles()[one.role].marc
        _meta(parent, "role", role, **refined, scheme="marc:relators")
        if one.file_as:
            _meta(parent, "file-as", one.file_as, **refined)
    _dc(parent, "publisher", metadata.publisher)
    _dc(parent, "date", metadata.date)
    _dc(parent, "rights", metadata.rights)
    if metadata.series:
        _meta(parent, "belongs-to-collection", metadata.series, id="series")
        _meta(parent, "collection-type", "series", refines="#series")
        number = metadata.publication.series_number
        if number.replace(".", "").isdecimal():
            _meta(parent, "group-position", number, refines="#series")
    _subjects(parent, metadata.publication)
    _meta(parent, "dcterms:modified", _modified(metadata))


def _subjects(parent: Element, said: Publication) -> None:
    """Write licence, description, keywords and subjects."""
    if said.licence:
        _meta(parent, "dcterms:license", said.licence)
    _dc(parent, "description", said.description)
    for word in said.keywords:
        _dc(parent, "subject", word)
    for scheme, codes in (("Thema", said.thema), ("BISAC", said.bisac)):
        for code in codes:
            name = f"{scheme.lower()}-{code}"
            _dc(parent, "subject", code, id=name)
            _meta(parent, "authority", scheme, refines=f"#{name}")
            _meta(parent, "term", code, refines=f"#{name}")


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
    _claim(parent, metadata.publication.accessibility)
    if metadata.source is not None:
        _dc(parent, "source", str(metadata.source))
    if proved.has_pages:
        _meta(parent, "pageBreakSource", str(metadata.source or words.printed_pages))


def _claim(parent: Element, claim: AccessibilityClaim) -> None:
    """State what a person signs for (EPUB Accessibility 1.1, section 4)."""
    if claim.conforms_to:
        _meta(parent, "dcterms:conformsTo", claim.conforms_to)
    if claim.certified_by:
        _meta(parent, "a11y:certifiedBy", claim.certified_by, id="certifier")
    refined = {"refines": "#certifier"} if claim.certified_by else {}
    for name, text in (("Credential", claim.credential), ("Report", claim.report)):
        if text.startswith(("http:", "https:")):
            etree.SubElement(parent, O + "link", refined, rel=f"a11y:certifier{name}", href=text)
        elif text:
            _meta(parent, f"a11y:certifier{name}", text, **refined)


def _modified(metadata: Metadata) -> str:
    """Give the time of the last change; where it is not known, the same for every book."""
    known = modified(metadata)
    return MODIFIED if known is None else known.strftime("%Y-%m-%dT%H:%M:%SZ")


def _dc(parent: Element, name: str, text: str, **attributes: str) -> None:
    """Add an element of Dublin Core; for a fact that is not known there is none."""
    if text:
        etree.SubElement(parent, f"{{{DC}}}{name}", attributes).text = text


def _meta(parent: Element, name: str, text: str, **attributes: str) -> Element:
    meta = etree.SubElement(parent, O + "meta", attributes, property=name)
    meta.text = text
    return meta
