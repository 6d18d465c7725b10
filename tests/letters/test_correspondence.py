"""Sender, addressee, place and date of a letter, from its heading, dateline and signature."""

from __future__ import annotations

import pytest

from pipeline.book.correspondence import correspondence_of
from pipeline.model import document as model


def letter(heading: str, *blocks: model.Block) -> model.Document:
    head = model.Heading((model.Text(heading),))
    kind = model.DocumentKind.HISTORICAL
    return model.Document("d1", "7", kind, (head, *blocks))


@pytest.mark.parametrize(
    ("language", "heading", "sender", "addressee"),
    [
        ("en", "7. Letter From Ada Orme to Karl Stein", "Ada Orme", "Karl Stein"),
        ("en", "7. Mr. Orme to Mr. Stein.", "Mr. Orme", "Mr. Stein."),
        (
            "en",
            "7. Telegram From the Ambassador to Norway (Orme) to the Secretary of State",
            "the Ambassador to Norway (Orme)",
            "the Secretary of State",
        ),
        (
            "en",
            "7. Telegram 1103 From the Legation to the Board of Pilots",
            "the Legation",
            "the Board of Pilots",
        ),
        (
            "en",
            "7. Memorandum to the Board of Pilots by the Clerk (Orme)",
            "the Clerk (Orme)",
            "the Board of Pilots",
        ),
        ("de", "7. Ada Orme an Karl Stein, [vor dem 3. 5. 1911]", "Ada Orme", "Karl Stein"),
        ("en", "7. Ada Orme an Karl Stein, 3. 5. 1911", "Ada Orme", "Karl Stein"),
        ("fr", "7. Ada Orme à Karl Stein", "Ada Orme", "Karl Stein"),
        ("es", "7. Carta de Ada Orme a Karl Stein", "Ada Orme", "Karl Stein"),
        ("it", "7. Ada Orme a Karl Stein", "Ada Orme", "Karl Stein"),
        ("la", "7. Ada Orme ad Carolum Stein", "Ada Orme", "Carolum Stein"),
        (
            "fr",
            "7. Le comte d’Orme, ambassadeur à Vienne, au duc de Stein, ministre",
            "Le comte d’Orme, ambassadeur à Vienne",
            "duc de Stein, ministre",
        ),
        ("fr", "7. La baronne Orme à son fils", "La baronne Orme", "son fils"),
        ("en", "7. Karl Stein to his wife, May 3, 1911", "Karl Stein", "his wife"),
    ],
)
def test_the_heading_names_both(language: str, heading: str, sender: str, addressee: str) -> None:
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
