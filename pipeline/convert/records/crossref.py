"""A deposit for Crossref, schema 5.3.1: the DOI of the book and those of its documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from pipeline.book import Book
from pipeline.book.contributors import contributor_roles, contributors
from pipeline.book.modified import modified
from pipeline.book.titles import title_of
from pipeline.convert import page_names
from pipeline.convert.xhtml import Element
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata

NAMESPACE = "http://www.crossref.org/schema/5.3.1"
JATS = "http://www.ncbi.nlm.nih.gov/JATS1"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
# The schema has no language of three letters, and allows 100 characters with the time behind them.
_OF_ISO_639_1, _LONGEST_ID = 2, 80
_SCHEMA = "https://www.crossref.org/schemas/crossref5.3.1.xsd"


def crossref(book: Book) -> bytes | None:
    """Write the deposit of ``book``; None where something that Crossref asks for is not known."""
    metadata, changed = book.metadata, modified(book.metadata)
    said = metadata.publication
    needed = (
        said.doi, said.crossref.name, said.crossref.email, metadata.url, metadata.publisher,
        metadata.date,
    )  # fmt: skip
    if changed is None or not all(needed):
        return None
    root = etree.Element(
        f"{{{NAMESPACE}}}doi_batch", nsmap={None: NAMESPACE, "jats": JATS, "xsi": INSTANCE}
    )
    root.set("version", "5.3.1")
    root.set(f"{{{INSTANCE}}}schemaLocation", f"{NAMESPACE} {_SCHEMA}")
    _head(root, metadata, changed)
    written = _add(_add(root, "body"), "book", book_type="edited_book")
    _book(written, metadata)
    for document, address in _documents(book):
        _document(written, metadata, document, address)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _head(root: Element, metadata: Metadata, changed: datetime) -> None:
    depositor = metadata.publication.crossref
    stamp = changed.strftime("%Y%m%d%H%M%S")
    head = _add(root, "head")
    _text(head, "doi_batch_id", f"{metadata.id[:_LONGEST_ID]}.{stamp}")
    _text(head, "timestamp", stamp)
    entry = _add(head, "depositor")
    _text(entry, "depositor_name", depositor.name)
    _text(entry, "email_address", depositor.email)
    _text(head, "registrant", depositor.registrant or metadata.publisher)


def _book(parent: Element, metadata: Metadata) -> None:
    said = metadata.publication
    in_series = bool(metadata.series and said.issn)
    about = _add(parent, "book_series_metadata" if in_series else "book_metadata")
    language = metadata.language.partition("-")[0]
    if len(language) == _OF_ISO_639_1:
        about.set("language", language)
    if in_series:
        series = _add(about, "series_metadata")
        _text(_add(series, "titles"), "title", metadata.series)
        _text(series, "issn", said.issn, media_type="electronic")
    _contributors(about, metadata)
    titles = _add(about, "titles")
    _text(titles, "title", metadata.title)
    _text(titles, "subtitle", metadata.subtitle)
    if said.description:
        abstract = etree.SubElement(about, f"{{{JATS}}}abstract")
        etree.SubElement(abstract, f"{{{JATS}}}p").text = said.description
    if in_series:
        _text(about, "volume", said.series_number)
    _date(about, metadata)
    isbns = {isbn: form for form, isbn in said.isbns} or {metadata.isbn: "epub"}
    if not any(isbns):
        _add(about, "noisbn", reason="monograph")
    for isbn, form in isbns.items():
        kind = "print" if form in ("hardback", "paperback") else "electronic"
        _text(about, "isbn", isbn, media_type=kind)
    publisher = _add(about, "publisher")
    _text(publisher, "publisher_name", metadata.publisher)
    _text(publisher, "publisher_place", metadata.place)
    _doi(about, said.doi, metadata.url)


def _document(parent: Element, metadata: Metadata, document: Document, address: str) -> None:
    item = _add(parent, "content_item", component_type="chapter", publication_type="full_text")
    title = title_of(document)
    _text(_add(item, "titles"), "title", title.text or document.id)
    _date(item, metadata)
    _doi(item, metadata.publication.document_doi.replace("{id}", document.id), address)


def _documents(book: Book) -> Iterator[tuple[Document, str]]:
    """Give the documents that have DOIs, with the addresses of their pages."""
    addresses = page_names.addresses(book) if book.metadata.publication.document_doi else {}
    return ((one, addresses[one.id]) for one in book.documents if one.id in addresses)


def _contributors(parent: Element, metadata: Metadata) -> None:
    """Write those whose share Crossref has a word for; a name has at most two parts."""
    roles = contributor_roles()
    shares = [one for one in contributors(metadata) if roles[one.role].crossref]
    holder = _add(parent, "contributors") if shares else parent
    for place, one in enumerate(shares):
        order = "additional" if place else "first"
        role = roles[one.role].crossref
        surname, _, given = (one.file_as or one.name).partition(", ")
        person = _add(holder, "person_name", sequence=order, contributor_role=role)
        _text(person, "given_name", given)
        _text(person, "surname", surname)
        if one.orcid:
            _text(person, "ORCID", f"https://orcid.org/{one.orcid}")


def _date(parent: Element, metadata: Metadata) -> None:
    date = _add(parent, "publication_date", media_type="online")
    year, *rest = metadata.date.split("-")
    for name, value in zip(("month", "day"), rest, strict=False):
        _text(date, name, value)
    _text(date, "year", year)


def _doi(parent: Element, doi: str, address: str) -> None:
    data = _add(parent, "doi_data")
    _text(data, "doi", doi)
    _text(data, "resource", address)


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    """Add an element with a text; for a fact that is not known there is none."""
    if text:
        _add(parent, tag, **attributes).text = text


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
