"""Single faults in what shops, registers and collectors of letters are told, and typesetters given.

A record is packed, so that it is one thing to handle with the stories of a book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import ClassVar

from lxml import etree

from pipeline import tei
from pipeline.book import Book
from pipeline.convert import bits, icml, page_names
from pipeline.convert.records import crossref, onix
from pipeline.model.authority import Authorities, Identifier
from pipeline.model.metadata import Provenance
from pipeline.model.publication import (
    AccessibilityClaim,
    Contributor,
    Depositor,
    Publication,
)
from pipeline.tei.authority import read_persons
from pipeline.verify import bits as verify_bits
from pipeline.verify import icml as verify_icml
from pipeline.verify import letters
from pipeline.verify import records as verify_records
from pipeline.verify.archive import Archive
from pipeline.verify.rules import Discrepancy
from tests.documents import file
from tests.verify.faults import FACT, NOTE, InapplicableError, other, pick
from tests.verify.faults.html import pack
from tests.verify.faults.xml import Element, Packed, Spot, drop, join, spots, unwrap

PUBLICATION = Publication(
    updated="2026-11-30",
    isbns=(("hardback", "978-0-306-40615-7"), ("epub", "978-3-16-148410-0")),
    prices=(("hardback", "59.00 EUR"), ("epub", "0 EUR")),
    series_number="4",
    issn="0378-5955",
    doi="10.1000/182",
    document_doi="10.1000/182.{id}",
    licence="https://creativecommons.org/licenses/by/4.0/",
    description="What the board and the pilots wrote.",
    keywords=("letters", "harbours"),
    thema=("NHTB", "DNL"),
    bisac=("HIS027000",),
    contributors=(
        Contributor("A. Mast", file_as="Mast, A.", orcid="0000-0002-1825-0097"),
        Contributor("B. Sail", file_as="Sail, B."),
        Contributor("J. Martin", "translator", "Martin, J."),
    ),
    accessibility=AccessibilityClaim(
        "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "A. Mast",
        "https://certifier.example.org/badge", "https://press.example.org/report",
    ),
    crossref=Depositor("Press", "doi@press.example.org", "The Board"),
)  # fmt: skip


def described(book: Book) -> Book:
    """Give ``book`` with all that an edition can say of itself."""
    metadata = replace(
        book.metadata, url="https://harbour.example.org", publication=PUBLICATION,
        editors=("A. Mast", "B. Sail"), date="1935-05-31", rights="CC BY 4.0",
    )  # fmt: skip
    whole = tei.write_volume(tei.Volume(book.documents), metadata, [Provenance("a", "")], known())
    return replace(book, metadata=metadata, tei=whole)


def known() -> Authorities:
    """Give the persons of the made-up edition, each with an address."""
    persons, _ = read_persons(file("harbour/persons.xml"))
    named = Identifier("GND", "118540238")
    return Authorities(tuple(replace(one, identifiers=(named,)) for one in persons))


def _letters(book: Book) -> bytes | None:
    return tei.write_cmif(book.documents, book.metadata, known(), page_names.addresses(book))


WRITERS: dict[str, Callable[[Book], bytes | None]] = {
    "onix": onix.onix,
    "crossref": crossref.crossref,
    "cmif": _letters,
    "bits": bits.make,
}


def made(name: str, book: Book) -> bytes:
    """Make the record ``name`` of ``book``, packed."""
    if name == "icml":
        return pack(icml.make(book))
    written = WRITERS[name](described(book))
    assert written is not None
    return pack({f"{name}.xml": written})


def check(name: str, book: Book, data: bytes) -> tuple[Discrepancy, ...]:
    """Compare a packed record with ``book``."""
    files = Archive(data)
    if name == "icml":
        return verify_icml.check(book, {one: files.read(one) for one in files.names})
    given, record = described(book), files.read(f"{name}.xml")
    checks: Mapping[str, Callable[[], Iterator[Discrepancy] | tuple[Discrepancy, ...]]] = {
        "onix": lambda: verify_records.check_onix(record, given),
        "crossref": lambda: verify_records.check_crossref(record, given),
        "cmif": lambda: letters.check(record, given, known()),
        "bits": lambda: verify_bits.check(given, record),
    }
    return tuple(checks[name]())


class Packet(Packed):
    """Files of XML whose elements say all; ``names`` are those of the texts."""

    def __init__(self, data: bytes, names: frozenset[str]) -> None:
        self.names = names
        super().__init__(data)

    def is_text(self, name: str) -> bool:
        return bool(name)

    def words(self, element: Element) -> str:
        return "".join(map(str, element.itertext()))

    def remove(self, part: Spot) -> None:
        if part.where == "text":
            super().remove(part)
        else:
            del part.element.attrib[part.where]


class Record(Packet):
    """A record of facts: ``entry`` is what it has of each thing, ``attributes`` say facts too.

    ``same`` are codes that are the same in each record, whatever the edition says.
    """

    entry: ClassVar[str]
    attributes: ClassVar[tuple[str, ...]] = ()
    same: ClassVar[frozenset[str]] = frozenset()

    def facts(self) -> list[Spot]:
        given = [one for one in self.all_of("{*}*") if name_of(one) not in self.same]
        worded = [Spot(one) for one in given if (one.text or "").strip()]
        return worded + [
            Spot(one, name) for one in given for name in self.attributes if one.get(name)
        ]

    def records(self) -> list[Spot]:
        return spots(self.all_of(f"{{*}}{self.entry}"))


class Onix(Record):
    """ONIX for shops."""

    entry = "Product"
    attributes = ("dateformat",)
    same = frozenset({
        "NotificationType", "ProductComposition", "PrimaryContentType", "CollectionType",
        "SequenceNumber", "ContentAudience", "PublishingStatus", "ProductAvailability",
    })  # fmt: skip


class Deposit(Record):
    """A deposit for Crossref."""

    entry = "content_item"
    attributes = ("contributor_role", "language")


class Letters(Record):
    """The letters of an edition in CMIF."""

    entry = "correspDesc"
    attributes = ("key", "ref", "target", "when")


class Bits(Packet):
    """A book in BITS."""

    link_target = "rid"
    nowhere = ("d0",)
    own: ClassVar[dict[str, str]] = {"change_a_label": NOTE, "change_a_language": FACT}
    never = frozenset({"set_a_heading_deeper"})  # it is as deep as what it is the heading of
    _lines = ("p", "title", "td", "th")
    _silent = ("named-content[@content-type='page-break']", "xref[@ref-type='fn']")

    @property
    def root(self) -> Element:
        return self.trees["bits.xml"]

    def elements(self, *tags: str) -> list[Element]:
        """List the elements of these names in the texts."""
        holders = self.root.iter("title-group", "body", "named-book-part-body", "back")
        return list(dict.fromkeys(one for held in holders for one in held.iter(*tags)))

    def marked(self, path: str) -> list[Element]:
        return self.root.findall(f".//{path}")

    def texts(self) -> list[Spot]:
        silent = {one for path in self._silent for one in self.marked(path)}
        found: list[Spot] = []
        for line in self.elements(*self._lines):
            if not any(one.tag in self._lines for one in line.iterdescendants()):
                inner = list(line.iterdescendants())
                hidden = silent | {one for above in silent for one in above.iterdescendants()}
                found += [Spot(one) for one in (line, *inner) if one not in hidden]
                found += [Spot(one, "tail") for one in inner if one not in hidden or one in silent]
        return [one for one in found if self.said(one)]

    def texts_of_notes(self) -> list[Spot]:
        return [one for one in self.texts() if "fn" in {e.tag for e in one.element.iterancestors()}]

    def paragraphs(self) -> list[Spot]:
        return [Spot(one) for one in self.elements("p") if self.words(one)]

    blocks = paragraphs

    def headings(self) -> list[Spot]:
        return spots(self.marked("boxed-text/caption/title"))

    def rows(self) -> list[Spot]:
        return spots([one for one in self.elements("tr") if self.words(one)])

    def cells(self) -> list[Spot]:
        return spots([cell for row in self.rows() for cell in row.element[:-1]])

    def sections(self) -> list[Spot]:
        return [Spot(one, "id") for one in self.root.iter("book-part", "book-app")]

    def notes(self) -> list[Spot]:
        return spots(self.marked("xref[@ref-type='fn']"))

    def page_marks(self) -> list[Spot]:
        return spots(self.marked("named-content[@content-type='page-break']"))

    def page_numbers(self) -> list[Spot]:
        return [Spot(one.element, "specific-use") for one in self.page_marks()]

    def ids_of_targets(self) -> list[Spot]:
        return [Spot(one.element, "id") for one in self.page_marks() if one.element.get("id")]

    def links(self) -> list[Spot]:
        return spots(self.marked("xref[@ref-type='other']"))

    def facts(self) -> list[Spot]:
        about = self.root.find("book-meta")
        assert about is not None
        worded = [Spot(one) for one in about.iter(etree.Element) if (one.text or "").strip()]
        names = ("iso-8601-date", "publication-format", "specific-use", "contrib-type")
        return worded + [Spot(e, name) for e in about.iter() for name in names if e.get(name)]

    def remove(self, part: Spot) -> None:
        if part.where == "id" and part.element.tag in ("book-part", "book-app"):
            drop(part.element)
        else:
            super().remove(part)

    def address(self, part: Spot) -> str:
        return self.said(part) if part.where == "id" else super().address(part)

    def lead(self, part: Spot, address: str) -> None:
        if part.where == "id":
            self.say(part, address)
        else:
            super().lead(part, address)

    def flatten(self, heading: Spot) -> None:
        heading.element.tag = "p"

    def unlink(self, part: Spot) -> None:
        unwrap(part.element)

    def follower(self, part: Spot) -> Spot:
        follower = super().follower(part)
        if not (self.words(part.element) and self.words(follower.element)):
            raise InapplicableError
        return follower

    def join(self, part: Spot, follower: Spot) -> None:
        join(part.element, follower.element)

    def move(self, part: Spot, random: Random) -> bool:
        self.put_into(self.texts(), part.element, random)
        return True

    def change_a_label(self, random: Random) -> bool:
        label = pick(random, [*self.root.iter("label")])
        label.text = other(("†", "12"), label.text or "", random)
        return True

    def change_a_language(self, random: Random) -> bool:
        spoken = [one for one in self.root.iter() if one.get(XML_LANG)]
        pick(random, spoken).set(XML_LANG, random.choice(("", "x", "gd")))
        return True


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Icml(Packet):
    """Stories for InDesign, of which links and the depth of headings are no part."""

    own: ClassVar[dict[str, str]] = {"lose_a_label": NOTE}

    def styled(self, *styles: str) -> list[Element]:
        return [
            one
            for one in self.all_of("CharacterStyleRange")
            if one.get("AppliedCharacterStyle", "").partition("/")[2] in styles
        ]

    def contents(self) -> Iterator[Element]:
        """Yield what is text of the transcription."""
        signs = {"Source Page", "Note Cross-Reference", "Footnote Label", "Item Label"}
        for one in self.all_of("Content"):
            styles = {
                above.get("AppliedCharacterStyle", "").partition("/")[2]
                for above in one.iterancestors()
            }
            if styles.isdisjoint(signs) and (one.text or "").strip():
                yield one

    def texts(self) -> list[Spot]:
        return spots([one for one in self.contents() if not (one.text or "").startswith("\t")])

    def texts_of_notes(self) -> list[Spot]:
        return [
            one
            for one in self.texts()
            if any(e.tag == "Footnote" for e in one.element.iterancestors())
        ]

    def blocks(self) -> list[Spot]:
        worded = {above for one in self.contents() for above in one.iterancestors()}
        return spots([one for one in self.all_of("ParagraphStyleRange") if one in worded])

    def notes(self) -> list[Spot]:
        return spots(self.all_of("Footnote"))

    def page_marks(self) -> list[Spot]:
        return spots(self.styled("Source Page"))

    def page_numbers(self) -> list[Spot]:
        return spots([one for mark in self.page_marks() for one in mark.element.iter("Content")])

    def move(self, part: Spot, random: Random) -> bool:
        spot, start, end = self.cut_in_two(self.texts(), random)
        drop(part.element)
        spot.element.text = start
        rest = etree.Element("Content")
        rest.text = end
        spot.element.addnext(rest)
        spot.element.addnext(part.element)
        return True

    def lose_a_label(self, random: Random) -> bool:
        drop(pick(random, self.styled("Footnote Label")))
        return True

    def exchange_two_notes(self, random: Random) -> bool:
        first, second = random.sample(self.all_of("Footnote"), 2)
        one, two = list(first), list(second)
        first[:], second[:] = two, one
        return self.words(first) != self.words(second)


def name_of(element: Element) -> str:
    return etree.QName(element).localname


SPECIMENS: dict[str, type[Packet]] = {
    "onix": Onix, "crossref": Deposit, "cmif": Letters, "bits": Bits, "icml": Icml,
}  # fmt: skip
