"""The package document of an EPUB: metadata, manifest, spine (EPUB 3.3, section 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from pipeline.convert.xhtml import XML_LANG, Element
from pipeline.metadata import Metadata

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
O = f"{{{OPF}}}"  # noqa: E741 - as X and W beside it
MEDIA_TYPES = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".txt": "text/plain",
}
# A book made again from the same edition is the same file, so this cannot be the time of day.
MODIFIED = "1980-01-02T00:00:00Z"
# What is so by the way every book is made; the tests prove it.
FEATURES = ("tableOfContents", "structuralNavigation", "readingOrder")
PAGE_FEATURES = ("pageBreakMarkers", "pageNavigation")
SUMMARY = (
    "The publication is text only. Documents and their attachments have headings; notes are "
    "linked from their markers and lead back to them."
)
PAGE_SUMMARY = " The pages of the printed source are marked and can be gone to."


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the package, by its path from the package document."""

    path: str

    @property
    def id(self) -> str:
        """An XML name of its own."""
        return "item-" + self.path.replace("/", "-")

    @property
    def media_type(self) -> str:
        """The media type by the end of the name."""
        return MEDIA_TYPES[PurePosixPath(self.path).suffix]


def package_document(
    metadata: Metadata, items: Sequence[Item], identifier: str, *, has_pages: bool
) -> bytes:
    """Write the package document; the first of ``items`` is the navigation document."""
    package = etree.Element(O + "package", nsmap={None: OPF, "dc": DC}, version="3.0")
    package.set("unique-identifier", "identifier")
    package.set(XML_LANG, metadata.language)
    _bibliography(etree.SubElement(package, O + "metadata"), metadata, identifier)
    _accessibility(package[0], metadata, has_pages=has_pages)
    manifest = etree.SubElement(package, O + "manifest")
    spine = etree.SubElement(package, O + "spine")
    navigation, *others = items
    for item in (navigation, *others):
        entry = etree.SubElement(manifest, O + "item", id=item.id, href=item.path)
        entry.set("media-type", item.media_type)
    manifest[0].set("properties", "nav")
    texts = [item for item in others if item.path.endswith(".xhtml")]
    for item in (texts[0], navigation, *texts[1:]):
        etree.SubElement(spine, O + "itemref", idref=item.id)
    etree.indent(package)
    return etree.tostring(package, encoding="UTF-8", xml_declaration=True)


def _bibliography(parent: Element, metadata: Metadata, identifier: str) -> None:
    _dc(parent, "identifier", identifier, id="identifier")
    _dc(parent, "title", metadata.title)
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
    _meta(parent, "dcterms:modified", MODIFIED)


def _accessibility(parent: Element, metadata: Metadata, *, has_pages: bool) -> None:
    """State what is known of the text: EPUB Accessibility 1.1, and the page breaks' source."""
    _meta(parent, "schema:accessMode", "textual")
    _meta(parent, "schema:accessModeSufficient", "textual")
    for feature in FEATURES + (PAGE_FEATURES if has_pages else ()):
        _meta(parent, "schema:accessibilityFeature", feature)
    _meta(parent, "schema:accessibilityHazard", "none")
    summary = SUMMARY + (PAGE_SUMMARY if has_pages else "")
    _meta(parent, "schema:accessibilitySummary", summary)
    if has_pages:
        source = printed_source(metadata)
        _dc(parent, "source", source)
        _meta(parent, "pageBreakSource", source)


def printed_source(metadata: Metadata) -> str:
    """Name the printed book whose pages are marked."""
    imprint = ", ".join(
        part for part in (metadata.place, metadata.publisher, metadata.date) if part
    )
    return f"{metadata.title} ({imprint})" if imprint else metadata.title


def _dc(parent: Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{DC}}}{name}", attributes).text = text


def _meta(parent: Element, name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, O + "meta", attributes, property=name).text = text
