"""Who took part in a conversation, in the header of its TEI, as the document lists them."""

from __future__ import annotations

from lxml import etree

from pipeline import tei, validate
from pipeline.encode import Setting, encode
from pipeline.model import document as model
from pipeline.model.authority import Authorities, Person
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.source import Source
from pipeline.tei.participants import describe_participants

TEXT = """\
7. Memorandum of Conversation

Glockenburg, May 3, 1962.

PARTICIPANTS

  • Freedonia

    • President Rufus T. Firefly
    • Robert Roland, Jr., Secretary of War
  • Sylvania

    • Ambassador Trentino

The President asked for a loan.

Attachment

PARTICIPANTS

  • Nobody
"""


def test_participants_are_in_the_header() -> None:
    known = Authorities(persons=(Person("#p_firefly", "Firefly, Rufus T.", "President"),))
    setting = Setting.of("e", [("d7", TEXT)], "frus", known)
    source = Source("d7.txt", TEXT)
    document, ledger, _ = encode(source, "d7", setting)
    written = tei.write(document, Metadata("e", "E"), Provenance("d7.txt", "0" * 64, ()))
    assert validate.check(written, source, ledger) == ()
    persons = tei.parse(written).findall(".//{*}particDesc/{*}listPerson/{*}person")
    assert [
        [(one.text, one.get("ref")) for one in person.iter("{*}persName")] for person in persons
    ] == [
        [("President Rufus T. Firefly", "#p_firefly")],
        [("Robert Roland, Jr.", None)],
        [("Ambassador Trentino", None)],
    ]
    assert [one.text for one in persons[1].iter("{*}desc")] == ["Secretary of War"]
    assert tei.read(written) == document


def test_a_name_in_the_office_of_a_participant_is_not_theirs() -> None:
    superior = model.PersonName("#p_firefly", (model.Text("Firefly"),))
    items = (
        model.ListItem((model.Text("Mrs. Fireflyer, Secretary to Mr. "), superior)),
        model.ListItem((model.Text("Mr.  "), superior, model.Text(", President"))),
    )
    listed = model.List(model.ListKind.PARTICIPANTS, items)
    profile = etree.Element("profileDesc")
    describe_participants(
        profile, model.Document("d1", None, model.DocumentKind.HISTORICAL, (listed,))
    )
    assert [(one.text, one.get("ref")) for one in profile.iter("{*}persName")] == [
        ("Mrs. Fireflyer", None),
        ("Mr. Firefly", "#p_firefly"),
    ]
