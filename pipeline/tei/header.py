"""The ``teiHeader``: what the file is, where its text comes from, what was changed in it."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline import __version__
from pipeline.model.document import Document, line_of
from pipeline.model.metadata import Metadata, PrintedSource, Provenance
from pipeline.tei.correspondence import describe_letter
from pipeline.tei.names import TEI, Element
from pipeline.tei.participants import describe_participants


def write_header(
    root: Element,
    metadata: Metadata,
    provenances: Iterable[Provenance],
    document: Document | None = None,
    documents: Iterable[Document] = (),
) -> None:
    """Append the header (TEI P5, chapter 2).

    It is that of ``document``, or of a volume, whose ``documents`` may be letters.
    """
    header = etree.SubElement(root, TEI + "teiHeader")
    _file_description(header, metadata, tuple(provenances), document)
    _encoding_description(header, provenances)
    profile = etree.SubElement(header, TEI + "profileDesc")
    usage = etree.SubElement(profile, TEI + "langUsage")
    append(usage, "language", metadata.language, ident=metadata.language)
    described = tuple(documents) if document is None else (document,)
    for one in described:
        describe_participants(profile, one, points=document is None)
    for one in described:
        describe_letter(profile, one, metadata.language, points=document is None)
    _break_lines(header)


def heading_text(document: Document) -> str:
    """Give the heading of ``document`` on one line, or its id where it has none."""
    return document.id if document.heading is None else line_of(document.heading)


def _file_description(
    header: Element,
    metadata: Metadata,
    provenances: tuple[Provenance, ...],
    document: Document | None,
) -> None:
    description = etree.SubElement(header, TEI + "fileDesc")
    titles = etree.SubElement(description, TEI + "titleStmt")
    if document is not None:
        etree.SubElement(titles, TEI + "title", level="a").text = heading_text(document)
    append(titles, "title", metadata.title, level="m")
    append(titles, "title", metadata.subtitle, level="m", type="sub")
    append(titles, "title", metadata.series, level="s")
    for editor in metadata.editors:
        append(titles, "editor", editor)
    publication = etree.SubElement(description, TEI + "publicationStmt")
    append(publication, "publisher", metadata.publisher or "unknown")
    append(publication, "pubPlace", metadata.place)
    append(publication, "date", metadata.date, when=metadata.date)
    append(publication, "idno", metadata.id, type="edition")
    append(publication, "idno", metadata.isbn, type="isbn")
    for identifier in metadata.identifiers:
        append(publication, "idno", identifier, type="other")
    if metadata.rights:
        availability = etree.SubElement(publication, TEI + "availability")
        append(availability, "p", metadata.rights)
    sources = etree.SubElement(description, TEI + "sourceDesc")
    if metadata.source is not None:
        _printed_source(sources, metadata.source)
    for provenance in provenances:
        source = etree.SubElement(sources, TEI + "bibl")
        append(source, "title", provenance.file)
        append(source, "idno", provenance.sha256, type="sha256")


def _printed_source(sources: Element, source: PrintedSource) -> None:
    described = etree.SubElement(sources, TEI + "biblStruct")
    book = etree.SubElement(described, TEI + "monogr")
    append(book, "title", source.title)
    facts = (("ISBN", source.isbn), ("archive", source.archive), ("URL", source.url))
    for kind, fact in facts:
        append(book, "idno", fact, type=kind)
    for editor in source.editors:
        append(book, "editor", editor)
    imprint = etree.SubElement(book, TEI + "imprint")
    append(imprint, "pubPlace", source.place)
    append(imprint, "publisher", source.publisher or "unknown")
    append(imprint, "date", source.year)


def _encoding_description(header: Element, provenances: Iterable[Provenance]) -> None:
    description = etree.SubElement(header, TEI + "encodingDesc")
    editorial = etree.SubElement(description, TEI + "editorialDecl")
    normalization = etree.SubElement(editorial, TEI + "normalization", method="silent")
    counts: dict[str, int] = {}
    for provenance in provenances:
        for reason, count in provenance.normalizations:
            counts[reason] = counts.get(reason, 0) + count
    for reason, count in sorted(counts.items()):
        append(normalization, "p", f"{reason}: {count}")
    if not counts:
        append(normalization, "p", "none")
    applications = etree.SubElement(description, TEI + "appInfo")
    application = etree.SubElement(
        applications, TEI + "application", ident="edition-pipeline", version=__version__
    )
    append(application, "label", "edition-pipeline")


def append(parent: Element, name: str, text: str, **attributes: str) -> None:
    """Append an element that holds nothing but a text; a fact that is not known is none."""
    if text:
        etree.SubElement(parent, TEI + name, attributes).text = text


def _break_lines(element: Element) -> None:
    """Put each element of the header on a line of its own."""
    if len(element):
        element.text = "\n"
        for child in element:
            child.tail = "\n"
            _break_lines(child)
    else:
        element.tail = "\n"
