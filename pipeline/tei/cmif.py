"""The letters of an edition in the Correspondence Metadata Interchange Format (CMIF).

correspSearch and other services collect such files. It is TEI whose header describes letters and
whose text is empty: https://github.com/TEI-Correspondence-SIG/CMIF.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from lxml import etree

from pipeline.book.correspondence import Correspondence, Correspondent, correspondence_of
from pipeline.book.outputs import CMIF
from pipeline.model.authority import Authorities, Person, PlaceEntry
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata
from pipeline.tei.header import append
from pipeline.tei.names import NAMESPACE, TEI, XML_ID, Element, date_values
from pipeline.tei.write import serialize

# What services can use of what an edition says of its rights, by words in it.
_LICENCES = (
    (
        re.compile(r"\bCC[- ]?BY 4\.0\b", re.IGNORECASE),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    (re.compile(r"\bCC0\b", re.IGNORECASE), "https://creativecommons.org/publicdomain/zero/1.0/"),
)


def write_cmif(
    documents: Sequence[Document],
    metadata: Metadata,
    authorities: Authorities,
    pages: Mapping[str, str] = MappingProxyType({}),
) -> bytes | None:
    """Describe the letters whose sender and addressee are known; None where there is none.

    ``pages`` are the addresses of documents on the web, by their ids.
    """
    found = ((one, correspondence_of(one, metadata.language)) for one in documents)
    letters = [(one, facts) for one, facts in found if facts is not None]
    if not letters:
        return None
    entries: Sequence[Person | PlaceEntry] = (*authorities.persons, *authorities.places)
    addresses = {
        one.key: [named.address for named in one.identifiers if named.address] for one in entries
    }
    root = etree.Element(TEI + "TEI", nsmap={None: NAMESPACE})
    header = etree.SubElement(root, TEI + "teiHeader")
    source = "urn-" + str(uuid.uuid5(uuid.NAMESPACE_OID, f"edition-pipeline:{metadata.id}"))
    _file_description(header, metadata, source)
    profile = etree.SubElement(header, TEI + "profileDesc")
    for document, facts in letters:
        _letter(profile, document, facts, addresses, pages.get(document.id, ""), source)
    body = etree.SubElement(etree.SubElement(root, TEI + "text"), TEI + "body")
    etree.SubElement(body, TEI + "p")
    etree.indent(root, space="")
    return serialize(root)


def _file_description(header: Element, metadata: Metadata, source: str) -> None:
    description = etree.SubElement(header, TEI + "fileDesc")
    titles = etree.SubElement(description, TEI + "titleStmt")
    append(titles, "title", metadata.title)
    for editor in metadata.editors or (metadata.publisher or metadata.title,):
        append(titles, "editor", editor)
    publication = etree.SubElement(description, TEI + "publicationStmt")
    publisher = etree.SubElement(publication, TEI + "publisher")
    if metadata.url:
        append(publisher, "ref", metadata.publisher or metadata.title, target=metadata.url)
    else:
        publisher.text = metadata.publisher or metadata.title
    address = f"{metadata.url.rstrip('/')}/{CMIF}" if metadata.url else CMIF
    append(publication, "idno", address, type="url")
    etree.SubElement(publication, TEI + "date", {"when": metadata.date} if metadata.date else {})
    availability = etree.SubElement(publication, TEI + "availability")
    said = (to for words, to in _LICENCES if words.search(metadata.rights))
    licence = metadata.publication.licence or next(said, "")
    if licence:
        append(availability, "licence", metadata.rights or licence, target=licence)
    else:
        append(availability, "p", metadata.rights or "The rights are not known.")
    sources = etree.SubElement(description, TEI + "sourceDesc")
    kind = "online" if metadata.url else "print"
    bibliography = etree.SubElement(sources, TEI + "bibl", type=kind)
    bibliography.set(XML_ID, source)
    facts = (metadata.title, metadata.publisher, metadata.place, metadata.date)
    bibliography.text = ", ".join(filter(None, facts))


def _letter(
    profile: Element, document: Document, facts: Correspondence,
    addresses: Mapping[str, Sequence[str]], page: str, source: str,
) -> None:  # fmt: skip
    given = {"key": document.number or document.id, "source": f"#{source}"}
    if page:
        given["ref"] = page
    letter = etree.SubElement(profile, TEI + "correspDesc", given)
    sent = etree.SubElement(letter, TEI + "correspAction", type="sent")
    _correspondent(sent, facts.sender, addresses)
    if facts.place:
        known = addresses.get(facts.place_key, ())
        append(sent, "placeName", facts.place, **({"ref": known[0]} if known else {}))
    _date(sent, facts)
    received = etree.SubElement(letter, TEI + "correspAction", type="received")
    _correspondent(received, facts.addressee, addresses)


def _correspondent(
    parent: Element, found: Correspondent | None, addresses: Mapping[str, Sequence[str]]
) -> None:
    if found is None:
        return
    known = addresses.get(found.key, ())
    given = {"ref": known[0]} if known else {}
    append(parent, "orgName" if found.is_body else "persName", found.name, **given)


def _date(parent: Element, facts: Correspondence) -> None:
    """Add the day, since CMIF has no times of day."""
    date = facts.date
    if date is None:
        return
    given = {name: value.partition("T")[0] for name, value in date_values(date).items()}
    if date.cert is not None:
        given["cert"] = date.cert
    if given:
        etree.SubElement(parent, TEI + "date", given)
