"""Who is who in an edition, and what its abbreviations stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Where an identifier of each kind leads to, by its name in small letters.
_ADDRESSES = {
    "gnd": "https://d-nb.info/gnd/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "wikidata": "https://www.wikidata.org/entity/{}",
    "geonames": "https://www.geonames.org/{}",
}
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9/_-]{0,99}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Identifier:
    """What an entry is called in a file of names elsewhere; ``kind`` as in ``idno/@type``."""

    kind: str
    value: str

    @property
    def address(self) -> str:
        """The address of the web that it leads to; empty where none is known."""
        if self.value.startswith(("http://", "https://")):
            return self.value
        pattern = _ADDRESSES.get(self.kind.lower(), "")
        return pattern.format(self.value) if pattern and _PLAIN.fullmatch(self.value) else ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person; ``key`` as in ``persName/@corresp``, ``name`` as listed, surname first.

    A body, as an office or a society, is listed as persons are; ``others`` are further names of it.
    """

    key: str
    name: str
    description: str = ""
    identifiers: tuple[Identifier, ...] = ()
    others: tuple[str, ...] = ()
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """One place; ``key`` as in ``placeName/@corresp``, ``others`` are further names of it."""

    key: str
    name: str
    description: str = ""
    identifiers: tuple[Identifier, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One abbreviation or term; ``key`` as in ``gloss/@target``, ``form`` as listed."""

    key: str
    form: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Authorities:
    """What an edition knows of names and terms."""

    persons: tuple[Person, ...] = ()
    terms: tuple[TermEntry, ...] = ()
    places: tuple[PlaceEntry, ...] = ()
