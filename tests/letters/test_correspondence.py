"""Sender, addressee, place and date of a letter, from its heading, dateline and signature."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.book.correspondence import correspondence_of
from pipeline.model import document as model


def letter(heading: str, *blocks: model.Block) -> model.Document:
    head = model.Heading((model.Text(heading),))
    kind = model.DocumentKind.HISTORICAL
    return model.Document("d1", "7", kind, (head, *blocks))


# Of each heading the language, then who wrote and to whom.
HEADINGS = Path(__file__).with_name("headings.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("row", HEADINGS)
def test_the_heading_names_both(row: str) -> None:
    language, heading, sender, addressee = row.split(" | ")
    found = correspondence_of(letter(heading), language)
    assert found is not None
    assert found.sender is not None
    assert found.addressee is not None
    assert (found.sender.name, found.addressee.name) == (sender, addressee)


@pytest.mark.parametrize(
    "heading",
    [
        "7. Memorandum of Conversation",
        "7. Memorandum Prepared in the Department of State",
        "7. Letter to the editors",
        "7. From 1911 to 1914",
        "7. Diary",
        "7. Memorandum of a Conversation",
        "7. Report of an Officer",
    ],
)
def test_what_nobody_sends_is_no_letter(heading: str) -> None:
    assert correspondence_of(letter(heading), "en") is None


@pytest.mark.parametrize("sender", ["Mr. Smithson", "Miss Ada Smith"])
def test_a_name_that_is_in_another_is_not_theirs(sender: str) -> None:
    smith = model.PersonName("#p_smith", (model.Text("Smith"),))
    content = (model.Text(f"7. Letter From {sender}\nto Mr. "), smith)
    kind = model.DocumentKind.HISTORICAL
    found = correspondence_of(model.Document("d1", "7", kind, (model.Heading(content),)), "en")
    assert found is not None
    assert found.sender is not None
    assert found.addressee is not None
    assert (found.sender.key, found.addressee.key) == ("", "#p_smith")


def test_place_date_and_the_key_of_the_signature() -> None:
    date = model.Date((model.Text("May 3, 1911"),), "1911-05-03", cert="low")
    place = model.Place((model.Text("Trieste"),))
    signed = model.Signature((model.PersonName("#p_orme", (model.Text("A. Orme"),)),))
    found = correspondence_of(
        letter(
            "7. Letter From Ada Orme to the Board of Pilots",
            model.Dateline((place, model.Text(", "), date)),
            model.Closer((signed,)),
        ),
        "en",
    )
    assert found is not None
    assert (found.place, found.date) == ("Trieste", date)
    assert found.sender is not None
    assert (found.sender.key, found.sender.cert) == ("#p_orme", "medium")
    assert found.addressee is not None
    assert found.addressee.is_body
