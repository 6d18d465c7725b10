"""Who wrote to whom, where and when: read from the heading, the dateline and the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.book.correspondents import OFFICE_IN_BRACKETS, addressee_of, heading_words, pair_of
from pipeline.book.titles import title_of
from pipeline.model import document as model

HIGH: Final = "high"
MEDIUM: Final = "medium"


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A sender or an addressee as the text names them.

    ``key`` leads to the one entry of the authority file that the words name, if there is one;
    ``cert`` is how sure it is that they are meant, as in TEI's ``@cert``.
    """

    name: str
    key: str = ""
    is_body: bool = False
    cert: str = HIGH


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What a letter says of itself; what it does not say is None."""

    sender: Correspondent | None = None
    addressee: Correspondent | None = None
    place: str = ""
    place_key: str = ""
    date: model.Date | None = None


def correspondence_of(document: model.Document, language: str) -> Correspondence | None:
    """Give what is known of a letter; None of a document that nobody sends to anybody.

    ``language`` is that of the edition, whose words for "to" are looked for before others.
    """
    heading = document.heading
    if heading is None or document.kind is model.DocumentKind.EDITORIAL_NOTE:
        return None
    spoken = (document.language or language).partition("-")[0]
    signed = _signature(document)
    title = title_of(document).text
    pair = pair_of(title, spoken)
    # "Copy", "Enclosure 2" and the like stand above the heading that names both.
    for below in _headings_below(document) if pair is None else ():
        pair = pair or pair_of(model.line_of(below), spoken)
        heading = below if pair else heading
    if pair is None:
        written = addressee_of(title, spoken)
        if signed is None or not written:
            return None
        sender, addressee = signed, _correspondent(written, heading)
    else:
        sender, addressee = (_correspondent(words, heading) for words in pair)
        if signed is not None and signed.key and not sender.key and not sender.is_body:
            sender = Correspondent(sender.name, signed.key, cert=MEDIUM)
    place, date = _place_and_date(document)
    where = "" if place is None else model.line_of(place)
    return Correspondence(sender, addressee, where, "" if place is None else place.key, date)


def _headings_below(document: model.Document) -> Iterator[model.Heading]:
    """Yield the headings that stand right below the first one."""
    place = next(i for i, block in enumerate(document.blocks) if isinstance(block, model.Heading))
    for block in document.blocks[place + 1 :]:
        if not isinstance(block, model.Heading):
            return
        yield block


def persons_named(node: model.Node) -> Iterator[tuple[int, model.PersonName]]:
    """Yield the names in ``node`` and where they begin in its text, with one blank for many."""
    before = ""
    for one in model.walk(node):
        if isinstance(one, model.PersonName):
            yield len(" ".join(f"{before}.".split())) - 1, one
        elif isinstance(one, model.Leaf):
            before += model.line_of(one)


def _correspondent(words: str, heading: model.Heading) -> Correspondent:
    line = " ".join(model.line_of(heading).split())
    said = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", line)
    places = range(0) if said is None else range(*said.span())
    keys = list(dict.fromkeys(one.key for at, one in persons_named(heading) if at in places))
    bare = words.removeprefix("the ").removeprefix("The ")
    bodies: tuple[str, ...] = tuple(heading_words()["en"]["bodies"])
    is_body = bare.startswith(bodies) and not OFFICE_IN_BRACKETS.search(words)
    return Correspondent(words, keys[0] if len(keys) == 1 else "", is_body)


def _signature(document: model.Document) -> Correspondent | None:
    lines = (one for one in model.walk(document) if isinstance(one, model.Signature))
    signature = next(lines, None)
    if signature is None:
        return None
    keys = {one.key for one in model.walk(signature) if isinstance(one, model.PersonName)}
    name = " ".join(model.line_of(signature).split())
    return Correspondent(name, keys.pop() if len(keys) == 1 else "", cert=MEDIUM)


def _place_and_date(document: model.Document) -> tuple[model.Place | None, model.Date | None]:
    """Give the first place and the first date of the document's own datelines, or its heading."""
    place: model.Place | None = None
    date: model.Date | None = None
    for node in _own_lines(document):
        for one in model.walk(node):
            if isinstance(one, model.Place) and place is None:
                place = one
            elif isinstance(one, model.Date) and date is None:
                date = one
    return place, date


def _own_lines(document: model.Document) -> Iterator[model.Node]:
    for block in document.blocks:
        if isinstance(block, model.Dateline):
            yield block
        elif isinstance(block, model.Opener | model.Closer):
            yield from (part for part in block.parts if isinstance(part, model.Dateline))
    if document.heading is not None:
        yield document.heading
