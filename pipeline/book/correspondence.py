"""Who wrote to whom, where and when: read from the heading, the dateline and the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pipeline.book.titles import title_of
from pipeline.model import document as model
from pipeline.model.tables import read_table

HIGH: Final = "high"
MEDIUM: Final = "medium"
_NUMBER = re.compile(r"\A\W*(?:No\. ?|Nr\. ?)?[0-9]+[A-Za-z]?\.? ")
_SERIAL = re.compile(r"\A(?:No\. ?)?[0-9][0-9–-]*[A-Z]? ")
_EDGES = " .,;:[]"
_LONGEST = 250
_WORD = re.compile(r"[^\W\d_]+")
_BETWEEN_NAMES = frozenset({
    "und", "and", "et", "y", "e", "von", "van", "zu", "der", "den", "de", "del", "della", "di",
    "da", "du", "la", "le", "d", "l",
})  # fmt: skip
_OFFICE_IN_BRACKETS = re.compile(r"\)\Z")


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
    pair = _pair(title_of(document).text, (document.language or language).partition("-")[0])
    if pair is None:
        return None
    sender, addressee = (_correspondent(words, heading) for words in pair)
    signed = _signature(document)
    if signed is not None and signed.key and not sender.key and not sender.is_body:
        sender = Correspondent(sender.name, signed.key, cert=MEDIUM)
    place, date = _place_and_date(document)
    where = "" if place is None else model.line_of(place)
    return Correspondence(sender, addressee, where, "" if place is None else place.key, date)


def _pair(heading: str, language: str) -> tuple[str, str] | None:
    """Part a heading into the words for the sender and those for the addressee."""
    text = _NUMBER.sub("", " ".join(heading.split()))
    if len(text) > _LONGEST:
        return None
    words = _words()
    for name in dict.fromkeys((language, *words)):
        table = words.get(name)
        pair = None if table is None else _pair_in(text, table)
        # "Memorandum of a Conversation" is no Spanish, and "Report of an Officer" no German.
        if pair is not None and (name == language or all(map(_is_plain_name, pair))):
            return pair
    return None


def _is_plain_name(words: str) -> bool:
    """Tell whether words are nothing but names with capitals, and what stands between these."""
    return all(word[0].isupper() or word in _BETWEEN_NAMES for word in _WORD.findall(words))


def _pair_in(text: str, words: Mapping[str, Any]) -> tuple[str, str] | None:
    if not words["joint"].search(text):
        return None
    kind = next(filter(text.startswith, words["kinds"]), "")
    rest = text.removeprefix(kind).lstrip(" ")
    if kind:
        rest = _SERIAL.sub("", rest)
        told = words["to_by"].fullmatch(rest)  # "Memorandum to the Board by the Clerk"
        if told and all(map(_is_name, told.groups())):
            return told["sender"], told["addressee"]
    first, _, after = rest.partition(" ")
    if kind and first not in words["from"]:
        return None
    rest = after if kind else rest
    pairs = [
        (rest[: joint.start()].strip(_EDGES), _without_date(rest[joint.end() :]).strip(" ,;:[]"))
        for joint in words["joint"].finditer(rest)
    ]
    found = [
        (sender, addressee)
        for sender, addressee in pairs
        if _is_name(sender) and _is_addressee(addressee, words) and _sends(sender, words)
    ]
    # The name of who holds an office ends it: "the Ambassador to Norway (Orme) to the Secretary".
    named = (pair for pair in found if _OFFICE_IN_BRACKETS.search(pair[0]))
    # So does a comma: "Le comte d’Orme, ambassadeur à Vienne, au duc de Stein".
    apart = (pair for pair in found if f"{pair[0]}, " in rest)
    whole = (pair for pair in found if pair[0].rpartition(" ")[2] not in words.get("offices", ()))
    return next(named, None) or next(apart, None) or next(whole, None) or next(iter(found), None)


def _sends(words: str, table: Mapping[str, Any]) -> bool:
    """Tell whether words are no paper, as a report to somebody."""
    return set(_WORD.findall(words)).isdisjoint(table.get("papers", ()))


def _is_name(words: str) -> bool:
    """Tell whether words can name somebody: they have a capital, and no figure."""
    bare = words.strip(_EDGES)
    return bool(bare) and any(map(str.isupper, bare)) and not any(map(str.isdigit, bare))


def _is_addressee(words: str, table: Mapping[str, Any]) -> bool:
    """Tell whether words can name who is written to: ``his wife`` is somebody, too."""
    return _is_name(words) or words.partition(" ")[0] in table.get("own", ())


def _without_date(words: str) -> str:
    """Cut off the date that a heading ends with, as ``, 25. 1. [1902]``."""
    segments = words.split(", ")
    for place, segment in enumerate(segments[1:], 1):
        if any(map(str.isdigit, segment)) or segment.startswith("["):
            return ", ".join(segments[:place])
    return words


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
    bodies: tuple[str, ...] = tuple(_words()["en"]["bodies"])
    is_body = bare.startswith(bodies) and not _OFFICE_IN_BRACKETS.search(words)
    return Correspondent(words, keys[0] if len(keys) == 1 else "", is_body)


def _signature(document: model.Document) -> Correspondent | None:
    lines = (one for one in model.walk(document) if isinstance(one, model.Signature))
    signature = next(lines, None)
    if signature is None:
        return None
    keys = {one.key for one in model.walk(signature) if isinstance(one, model.PersonName)}
    return Correspondent(model.line_of(signature), keys.pop() if len(keys) == 1 else "")


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


@cache
def _words() -> dict[str, Any]:
    tables = read_table(__file__, "correspondence.toml")
    for table in tables.values():
        table["kinds"].sort(key=len, reverse=True)
        to = "|".join(table["to"])
        table["joint"] = re.compile(rf" (?:{to}) ")
        table["to_by"] = re.compile(
            rf"(?:{to}) (?P<addressee>[^ ].{{0,250}}?) [Bb]y (?P<sender>[^ ].{{0,250}})"
        )
    return tables
