"""An edition as one TEI file: its documents, their parts and chapters, the texts around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.book.plan import BookPart
from pipeline.model.authority import Authorities, Identifier, Person, PlaceEntry, TermEntry
from pipeline.model.document import Document
from pipeline.model.metadata import Metadata, Provenance
from pipeline.tei.header import write_header
from pipeline.tei.names import TEI, XML_ID, Element
from pipeline.tei.read import parse, read_division
from pipeline.tei.write import new_root, serialize, write_division

_ON_LINES = ("standOff", "listPerson", "listOrg", "listPlace", "list", "person", "org", "place")
_DEPTHS = ("part", "chapter")


@dataclass(frozen=True, slots=True)
class Volume:
    """The texts of an edition; ``parts`` name the documents that stand in them.

    ``documents`` are all of them, in the order of the edition; those in no part come first.
    ``dangling`` are pointers of names and terms that lead to nothing in the file that was read.
    """

    documents: tuple[Document, ...]
    front: tuple[Document, ...] = ()
    back: tuple[Document, ...] = ()
    parts: tuple[BookPart, ...] = ()
    dangling: tuple[str, ...] = field(default=(), compare=False)


def write_volume(
    volume: Volume,
    metadata: Metadata,
    provenances: Sequence[Provenance],
    authorities: Authorities | None = None,
) -> bytes:
    """Write an edition as one TEI file (TEI P5, 4.1 and 4.5); ``provenances`` are of all texts.

    ``authorities`` are what its names and terms lead to.
    """
    root = new_root(metadata.language)
    write_header(root, metadata, provenances, documents=volume.documents)
    _write_authorities(root, authorities or Authorities())
    text = etree.SubElement(root, TEI + "text")
    pages: set[str] = set()
    if volume.front:
        _write_all(etree.SubElement(text, TEI + "front"), volume.front, pages)
    _write_body(etree.SubElement(text, TEI + "body"), volume, pages)
    if volume.back:
        _write_all(etree.SubElement(text, TEI + "back"), volume.back, pages)
    return serialize(root)


def read_volume(data: bytes) -> Volume:
    """Read back what :func:`write_volume` wrote."""
    root = parse(data)
    text = root.find(TEI + "text")
    divisions = list(text.iter(TEI + "div")) if text is not None else []
    documents = {
        name: tuple(
            read_division(one, None)
            for one in divisions
            if one.get("type") == "document"
            and next(one.iterancestors(TEI + name), None) is not None
        )
        for name in ("front", "body", "back")
    }
    tops = (one for one in divisions if getattr(one.getparent(), "tag", "") == TEI + "body")
    parts = tuple(_read_part(one) for one in tops if one.get("type") == "part")
    return Volume(
        documents["body"], documents["front"], documents["back"], parts, tuple(_dangling(root))
    )


def _dangling(root: Element) -> Iterator[str]:
    known = {f"#{name}" for one in root.iter("*") if (name := one.get(XML_ID))}
    for one in root.iter(*(TEI + name for name in ("persName", "orgName", "placeName", "gloss"))):
        target = one.get("corresp") or one.get("target") or one.get("ref") or ""
        if target and target not in known:
            yield target


def _write_all(parent: Element, documents: Iterable[Document], pages: set[str]) -> None:
    for document in documents:
        write_division(parent, document, pages)


def _write_body(body: Element, volume: Volume, pages: set[str]) -> None:
    by_id = {document.id: document for document in volume.documents}
    placed = frozenset(name for part in volume.parts for name in part.all_documents)
    _write_all(body, (one for one in volume.documents if one.id not in placed), pages)
    for part in volume.parts:
        _write_part(body, part, by_id, pages)


def _write_part(
    parent: Element, part: BookPart, by_id: dict[str, Document], pages: set[str], depth: int = 0
) -> None:
    division = etree.SubElement(parent, TEI + "div", type=_DEPTHS[depth])
    head = etree.SubElement(division, TEI + "head")
    head.text = part.title
    parent.text = division.text = division.tail = head.tail = "\n"
    _write_all(division, (by_id[name] for name in part.documents if name in by_id), pages)
    for chapter in part.chapters:
        _write_part(division, chapter, by_id, pages, depth + 1)


def _read_part(division: Element) -> BookPart:
    inner = list(division.iterchildren(TEI + "div"))
    return BookPart(
        division.findtext(TEI + "head") or "",
        tuple(one.get(XML_ID, "") for one in inner if one.get("type") == "document"),
        tuple(_read_part(one) for one in inner if one.get("type") == "chapter"),
    )


def _write_authorities(root: Element, authorities: Authorities) -> None:
    """Append what an edition knows of names and terms (TEI P5, 16.10), if it knows any."""
    if not (authorities.persons or authorities.terms or authorities.places):
        return
    beside = etree.SubElement(root, TEI + "standOff")
    if persons := [one for one in authorities.persons if not one.is_body]:
        _persons(etree.SubElement(beside, TEI + "listPerson"), persons)
    if bodies := [one for one in authorities.persons if one.is_body]:
        _named(etree.SubElement(beside, TEI + "listOrg"), "org", bodies)
    if authorities.places:
        _named(etree.SubElement(beside, TEI + "listPlace"), "place", authorities.places)
    if authorities.terms:
        _terms(etree.SubElement(beside, TEI + "list", type="gloss"), authorities.terms)
    for element in beside.iter(*(TEI + name for name in _ON_LINES)):
        element.text = "\n"
        for child in element:
            child.tail = "\n"


def _persons(parent: Element, persons: Iterable[Person]) -> None:
    for one in persons:
        person = etree.SubElement(parent, TEI + "person")
        person.set(XML_ID, one.key[1:])
        etree.SubElement(person, TEI + "persName").text = one.name
        _identifiers(person, one.identifiers)
        if one.description:
            state = etree.SubElement(person, TEI + "state")
            etree.SubElement(state, TEI + "desc").text = one.description


def _identifiers(parent: Element, identifiers: Iterable[Identifier]) -> None:
    for one in identifiers:
        given = {"type": one.kind} if one.kind else {}
        etree.SubElement(parent, TEI + "idno", given).text = one.value


def _named(parent: Element, tag: str, entries: Iterable[Person | PlaceEntry]) -> None:
    """Append bodies or places, with all names that texts may have for each."""
    for one in entries:
        entry = etree.SubElement(parent, TEI + tag)
        entry.set(XML_ID, one.key[1:])
        for name in (one.name, *one.others):
            etree.SubElement(entry, f"{TEI}{tag}Name").text = name
        if one.description:
            etree.SubElement(entry, TEI + "desc").text = one.description
        _identifiers(entry, one.identifiers)


def _terms(parent: Element, terms: Iterable[TermEntry]) -> None:
    for one in terms:
        label = etree.SubElement(parent, TEI + "label")
        term = etree.SubElement(label, TEI + "term")
        term.set(XML_ID, one.key[1:])
        term.text = one.form
        etree.SubElement(parent, TEI + "item").text = one.description
