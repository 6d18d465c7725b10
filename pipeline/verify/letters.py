"""Read the file of letters (CMIF) back and hold it against the edition's one TEI file.

Each letter of the one must be in the other, in the same order and of the same persons, place and
day, and every person or place with a number in the authority files must have its address. What the
file says of itself must be what ``edition.toml`` says, and each letter must lead to its own page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from lxml import etree

from pipeline.book import Book
from pipeline.model.authority import Authorities, Person, PlaceEntry
from pipeline.system.xml import parse_xml
from pipeline.tei.names import TEI, Element
from pipeline.verify.about import MetadataFields, page_addresses
from pipeline.verify.checks.book import LETTERS_FILE_DIFFERS, letters_file_differs
from pipeline.verify.rules import Discrepancy, judge_facts

_Addresses = Mapping[str, str]


class _LetterFact(NamedTuple):
    """A person, place or date of a letter, in the words of an element; ``values`` are of a date."""

    action: str
    element: str
    words: str
    address: str
    values: tuple[tuple[str, str], ...]


class _Letter(NamedTuple):
    """What a file says of a letter; ``document`` is its id, where the file names it."""

    document: str
    facts: tuple[_LetterFact, ...]


# The two licences that services know, of which an edition may speak in words.
_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_LETTER = f"{TEI}correspDesc"
_SURE = "high"
_CMIF = {"t": TEI[1:-1]}
_FILE = "t:teiHeader/t:fileDesc/"
# What the file says of itself, as paths in it; a publisher with an address has it in a reference.
_HEAD = {
    "title": _FILE + "t:titleStmt/t:title", "editor": _FILE + "t:titleStmt/t:editor",
    "publisher": _FILE + "t:publicationStmt/t:publisher/descendant-or-self::*"
    "[normalize-space(text())]",
    "address": _FILE + "t:publicationStmt/t:publisher/t:ref/@target",
    "address of the file": _FILE + "t:publicationStmt/t:idno[@type='url']",
    "date": _FILE + "t:publicationStmt/t:date/@when",
    "rights": _FILE + "t:publicationStmt/t:availability/*",
    "source": _FILE + "t:sourceDesc/t:bibl",
}  # fmt: skip


def check(data: bytes, book: Book, authorities: Authorities) -> Iterator[Discrepancy]:
    """Hold the letters in ``data`` against those in the edition's one TEI file.

    Raises etree.XMLSyntaxError where one of the two is no XML.
    """
    root, volume = parse_xml(data), parse_xml(book.tei)
    differing = tuple(_differing(root, volume, authorities))
    yield from differing or judge_facts("cmif.xml", _said(book, root, volume), _found(root))


def _said(book: Book, root: Element, volume: Element) -> MetadataFields:
    """Give what the file must say of itself, and by what number and page it knows each letter."""
    metadata = book.metadata
    publisher = metadata.publisher or metadata.title
    licence = metadata.publication.licence
    if not licence and root.find(f".//{TEI}licence") is not None:
        licence = _CC0 if "CC0" in metadata.rights.upper() else _CC_BY
    rights = metadata.rights or licence or "The rights are not known."
    address = f"{metadata.url.rstrip('/')}/" if metadata.url else ""
    source = (metadata.title, metadata.publisher, metadata.place, metadata.date)
    facts = [
        ("title", metadata.title),
        *(("editor", one) for one in metadata.editors or (publisher,)),
        ("publisher", publisher), ("address", metadata.url),
        ("address of the file", f"{address}cmif.xml"), ("date", metadata.date),
        ("licence", licence), ("rights", rights),
        ("source", ", ".join(filter(None, source))),
    ]  # fmt: skip
    texts, pages = {text.id: text for text in book.documents}, page_addresses(book)
    for letter, told in zip(volume.iter(_LETTER), root.iter(_LETTER), strict=False):
        name = str(letter.get("corresp", "")).removeprefix("#")
        known = pages.get(name, ("",))
        page = told.get("ref", "")
        facts += [
            ("number", texts[name].number or name), ("page", page if page in known else known[0])
        ]  # fmt: skip
    return ((name, fact) for name, fact in facts if fact)


def _found(root: Element) -> MetadataFields:
    for name, path in _HEAD.items():
        for one in root.xpath(path, namespaces=_CMIF):
            yield name, str(one) if isinstance(one, str) else one.text or ""
    yield from (("licence", one) for one in root.xpath("//t:licence/@target", namespaces=_CMIF))
    for letter in root.iter(_LETTER):
        yield "number", letter.get("key", "")
        yield from (("page", one) for one in (letter.get("ref"),) if one is not None)


def _differing(root: Element, volume: Element, authorities: Authorities) -> Iterator[Discrepancy]:
    """Find the first difference alone, since all that follows may differ for the same cause."""
    entries: Sequence[Person | PlaceEntry] = (*authorities.persons, *authorities.places)
    addresses = {
        one.key: next((named.address for named in one.identifiers if named.address), "")
        for one in entries
    }
    wanted = _letters(volume, addresses)
    for letter, found in zip_longest(wanted, _letters(root)):
        if letter is None or found is None or letter.facts != found.facts:
            finding = letters_file_differs(_shown(letter), _shown(found))
            name = "" if letter is None else letter.document
            yield Discrepancy(LETTERS_FILE_DIFFERS, name, finding)
            return


def _letters(root: Element, addresses: _Addresses | None = None) -> Iterator[_Letter]:
    """Read the letters of a file; with ``addresses`` its pointers lead to authority files."""
    for letter in root.iter(_LETTER):
        facts = (
            _fact(str(action.get("type")), element, addresses)
            for action in letter
            for element in action
        )
        yield _Letter(str(letter.get("corresp", "")).removeprefix("#"), tuple(facts))


def _fact(action: str, element: Element, addresses: _Addresses | None) -> _LetterFact:
    name = etree.QName(element).localname
    pointer = str(element.get("ref", ""))
    address = pointer if addresses is None else addresses.get(pointer, "")
    if name != "date":
        return _LetterFact(action, name, element.text or "", address, ())
    # CMIF has no words of a date and no time of day, and says nothing where a date is sure.
    days = {key: str(day).partition("T")[0] for key, day in element.attrib.items()}
    return _LetterFact(action, name, "", "", tuple(sorted(({"cert": _SURE} | days).items())))


def _shown(letter: _Letter | None) -> str:
    if letter is None:
        return "nothing"
    said = (
        one.words or ", ".join(f"{name} {day}" for name, day in one.values if day != _SURE)
        for one in letter.facts
    )
    return f"“{'; '.join(said)}”"
