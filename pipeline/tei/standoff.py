"""``standOff``: the persons, places and terms that names and abbreviations of the text lead to."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.model.authority import Authorities, Identifier, Person, PlaceEntry, TermEntry
from pipeline.tei.names import TEI, XML_ID, Element

_ON_LINES = ("standOff", "listPerson", "listPlace", "list", "person", "place")


def write_authorities(root: Element, authorities: Authorities) -> None:
    """Append what an edition knows of names and terms (TEI P5, 16.10), if it knows any."""
    if not (authorities.persons or authorities.terms or authorities.places):
        return
    beside = etree.SubElement(root, TEI + "standOff")
    if authorities.persons:
        _persons(etree.SubElement(beside, TEI + "listPerson"), authorities.persons)
    if authorities.places:
        _places(etree.SubElement(beside, TEI + "listPlace"), authorities.places)
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


def _places(parent: Element, places: Iterable[PlaceEntry]) -> None:
    for one in places:
        place = etree.SubElement(parent, TEI + "place")
        place.set(XML_ID, one.key[1:])
        for name in (one.name, *one.others):
            etree.SubElement(place, TEI + "placeName").text = name
        if one.description:
            etree.SubElement(place, TEI + "desc").text = one.description
        _identifiers(place, one.identifiers)


def _terms(parent: Element, terms: Iterable[TermEntry]) -> None:
    for one in terms:
        label = etree.SubElement(parent, TEI + "label")
        term = etree.SubElement(label, TEI + "term")
        term.set(XML_ID, one.key[1:])
        term.text = one.form
        etree.SubElement(parent, TEI + "item").text = one.description
