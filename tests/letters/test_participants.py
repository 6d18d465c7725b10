"""Who took part in a conversation, in the header of its TEI, as the document lists them."""

from __future__ import annotations

from pipeline import tei, validate
from pipeline.encode import Setting, encode
from pipeline.model.authority import Authorities, Person
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.source import Source

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
