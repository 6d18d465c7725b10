"""Read the file of letters (CMIF) back and hold it against the edition's one TEI file.

Each letter of the one must be in the other, in the same order and of the same persons, place and
day, and every person or place with a number in the authority files must have its address.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from lxml import etree

from pipeline.model.authority import Authorities, Person, PlaceEntry
from pipeline.system.xml import parse_xml
from pipeline.tei.names import TEI, Element
from pipeline.verify.checks.book import LETTERS_FILE_DIFFERS, letters_file_differs
from pipeline.verify.rules import Discrepancy

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


def check(data: bytes, volume: bytes, authorities: Authorities) -> tuple[Discrepancy, ...]:
    """Hold the letters in ``data`` against those in the TEI file ``volume``.

    Only the first difference is said, since all that follows may differ for the same cause. Raises
    etree.XMLSyntaxError where one of the two is no XML.
    """
    entries: Sequence[Person | PlaceEntry] = (*authorities.persons, *authorities.places)
    addresses = {
        one.key: next((named.address for named in one.identifiers if named.address), "")
        for one in entries
    }
    wanted = _letters(parse_xml(volume), addresses)
    for letter, found in zip_longest(wanted, _letters(parse_xml(data))):
        if letter is None or found is None or letter.facts != found.facts:
            finding = letters_file_differs(_shown(letter), _shown(found))
            name = "" if letter is None else letter.document
            return (Discrepancy(LETTERS_FILE_DIFFERS, name, finding),)
    return ()


def _letters(root: Element, addresses: _Addresses | None = None) -> Iterator[_Letter]:
    """Read the letters of a file; with ``addresses`` its pointers lead to authority files."""
    for letter in root.iter(f"{TEI}correspDesc"):
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
    # CMIF has no words of a date and no time of day.
    days = ((key, str(day).partition("T")[0]) for key, day in element.attrib.items())
    return _LetterFact(action, name, "", "", tuple(sorted(day for day in days if day[0] != "cert")))


def _shown(letter: _Letter | None) -> str:
    if letter is None:
        return "nothing"
    said = (
        one.words or ", ".join(f"{name} {day}" for name, day in one.values) for one in letter.facts
    )
    return f"“{'; '.join(said)}”"
