"""Who is who in an edition, and what its abbreviations stand for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One person; ``key`` as in ``persName/@corresp``, ``name`` as listed, surname first."""

    key: str
    name: str
    description: str = ""


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
