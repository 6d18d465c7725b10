"""What a publisher says of a book to those who list, sell, cite and keep it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person and what they did: a word of ``book/contributor_roles.toml``.

    ``file_as`` is the name as it is sorted, ``orcid`` the four groups of an ORCID iD.
    """

    name: str
    role: str = "editor"
    file_as: str = ""
    orcid: str = ""


@dataclass(frozen=True, slots=True)
class AccessibilityClaim:
    """What a person has found out and signs for (EPUB Accessibility 1.1, section 4)."""

    conforms_to: str = ""
    certified_by: str = ""
    credential: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Depositor:
    """Who registers DOIs with Crossref, and where they are told what became of it."""

    name: str = ""
    email: str = ""
    registrant: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The table ``[publication]`` of ``edition.toml``; an empty text is a fact not given.

    ``isbns`` and ``prices`` go by the form of the book: ``hardback``, ``paperback``, ``epub``,
    ``pdf``; a price is an amount and a currency, as ``29.99 EUR``. ``updated`` is a day. In
    ``document_doi`` stands ``{id}`` for the name of a document.
    """

    updated: str = ""
    isbns: tuple[tuple[str, str], ...] = ()
    prices: tuple[tuple[str, str], ...] = ()
    series_number: str = ""
    issn: str = ""
    doi: str = ""
    document_doi: str = ""
    licence: str = ""
    description: str = ""
    keywords: tuple[str, ...] = ()
    thema: tuple[str, ...] = ()
    bisac: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    accessibility: AccessibilityClaim = field(default_factory=AccessibilityClaim)
    crossref: Depositor = field(default_factory=Depositor)
