"""``standOff``: the persons and terms that names and abbreviations of the text lead to."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pipeline.model.authority import Authorities, Person, TermEntry
from pipeline.tei.names import TEI, XML_ID, Element


def write_authorities(root: Element, authorities: Authorities) -> None:
    """Append what an edition knows of names and terms (TEI P5, 16.10), if it knows any."""
    if not (authorities.persons or authorities.terms):
        return
    beside = etree.SubElement(root, TEI + "standOff")
    if authorities.persons:
        _persons(etree.SubElement(beside, TEI + "listPerson"), authorities.persons)
    if authorities.terms:
        _terms(etree.SubElement(beside, TEI + "list", type="gloss"), authorities.terms)
    for element in beside.iter(TEI + "standOff", TEI + "listPerson", TEI + "list", TEI + "person"):
        element.text = "\n"
        for child in element:
            child.tail = "\n"


def _persons(parent: Element, persons: Iterable[Person]) -> None:
    for one in persons:
        person = etree.SubElement(parent, TEI + "person")
        person.set(XML_ID, one.key[1:])
        etree.SubElement(person, TEI + "persName").text = one.name
        for identifier in one.identifiers:
            given = {"type": identifier.kind} if identifier.kind else {}
            etree.SubElement(person, TEI + "idno", given).text = identifier.value
        if one.description:
            state = etree.SubElement(person, TEI + "state")
            etree.SubElement(state, TEI + "desc").text = one.description


def _terms(parent: Element, terms: Iterable[TermEntry]) -> None:
    for one in terms:
        label = etree.SubElement(parent, TEI + "label")
        term = etree.SubElement(label, TEI + "term")
        term.set(XML_ID, one.key[1:])
        term.text = one.form
        etree.SubElement(parent, TEI + "item").text = one.description
