"""``correspDesc``: who wrote a letter to whom, where and when (TEI P5, 2.4.6)."""

from __future__ import annotations

from lxml import etree

from pipeline.book.correspondence import Correspondence, Correspondent, correspondence_of
from pipeline.model import document as model
from pipeline.tei.names import TEI, Element, date_values


def describe_letter(
    profile: Element, document: model.Document, language: str, *, points: bool
) -> None:
    """Append what is known of a letter to a ``profileDesc``; nothing of any other document.

    With ``points`` it says which document of the file it is about.
    """
    found = correspondence_of(document, language)
    if found is None:
        return
    given = {"corresp": f"#{document.id}"} if points else {}
    letter = etree.SubElement(profile, TEI + "correspDesc", given)
    sent = etree.SubElement(letter, TEI + "correspAction", type="sent")
    _correspondent(sent, found.sender)
    _place_and_date(sent, found)
    received = etree.SubElement(letter, TEI + "correspAction", type="received")
    _correspondent(received, found.addressee)


def _correspondent(parent: Element, found: Correspondent | None) -> None:
    if found is not None:
        name = "orgName" if found.is_body else "persName"
        given = {"ref": found.key, "cert": found.cert} if found.key else {"cert": found.cert}
        etree.SubElement(parent, TEI + name, given).text = found.name


def _place_and_date(parent: Element, found: Correspondence) -> None:
    if found.place:
        given = {"ref": found.place_key, "cert": "high"} if found.place_key else {"cert": "high"}
        etree.SubElement(parent, TEI + "placeName", given).text = found.place
    if found.date is not None:
        given = date_values(found.date) | {"cert": found.date.cert or "high"}
        etree.SubElement(parent, TEI + "date", given).text = model.line_of(found.date)
