"""The table ``[publication]`` of ``edition.toml``: what shops, libraries and registers ask for."""

import re
from dataclasses import fields
from datetime import date
from typing import Annotated, ClassVar, Literal, TypeAlias

import msgspec
from msgspec.structs import asdict

from pipeline.edition.conform import TomlTable, form
from pipeline.edition.schema_values import SOMETHING, isbn_fault, rows
from pipeline.model.publication import AccessibilityClaim, Contributor, Depositor, Publication

_LONGEST = 4000
_ADDRESS = "^(https?://[!-~]+)?$"
ContributorRoleName: TypeAlias = Literal[
    "author", "editor", "translator", "compiler", "transcriber", "annotator", "introduction",
    "foreword", "preface", "afterword", "illustrator", "cartographer",
]  # fmt: skip


def _issn(value: str) -> str:
    """Say whether the figures of an ISSN add up (ISO 3297)."""
    figures = [10 if one == "X" else int(one) for one in value.replace("-", "")]
    weighted = sum(figure * (8 - place) for place, figure in enumerate(figures))
    return "" if weighted % 11 == 0 else "its figures do not add up"


def _orcid(value: str) -> str:
    """Say whether the last character of an ORCID iD is right (ISO 7064, MOD 11-2)."""
    total = 0
    for figure in value.replace("-", "")[:-1]:
        total = (total + int(figure)) * 2
    last = (12 - total % 11) % 11
    fits = not value or value[-1] == "0123456789X"[last]
    return "" if fits else "its last character is not reckoned from the others"


def _day(value: str) -> str:
    try:
        date.fromisoformat(value or "1960-01-01")
    except ValueError:
        return "there is no such date"
    return ""


def _one_place(value: str) -> str:
    names = re.findall(r"\{[^}]*\}?|\}", value)
    return "" if names in ([], ["{id}"]) else "it has other braces than one {id}"


Isbn13: TypeAlias = Annotated[str, form(
    "An ISBN.", 'write the 13 figures in quotation marks, as epub = "978-0-306-40615-7"',
    pattern="^([0-9-]{13,17})?$", check=isbn_fault,
)]  # fmt: skip
Price: TypeAlias = Annotated[str, form(
    "The recommended retail price with tax: an amount and a currency of ISO 4217.",
    'write amount and currency, as epub = "29.99 EUR"',
    pattern=r"^([0-9]+(\.[0-9]{2})? [A-Z]{3})?$",
)]  # fmt: skip
Words: TypeAlias = Annotated[str, form(
    "A text.", "write a text in quotation marks", pattern=SOMETHING, most=_LONGEST
)]  # fmt: skip


def _text(description: str, example: str, pattern: str | None = None) -> msgspec.Meta:
    return form(description, f"write {example}", pattern=pattern, most=_LONGEST)


class IsbnTable(TomlTable, frozen=True):
    """The ISBN of each form of the book."""

    hardback: Isbn13 = ""
    paperback: Isbn13 = ""
    epub: Isbn13 = ""
    pdf: Isbn13 = ""


class PriceTable(TomlTable, frozen=True):
    """What each form of the book costs."""

    hardback: Price = ""
    paperback: Price = ""
    epub: Price = ""
    pdf: Price = ""


class ContributorTable(TomlTable, frozen=True):
    """A person who has a share in the book, or what more there is to say of an editor."""

    whole: ClassVar[bool] = True

    name: Annotated[str, _text("The name.", 'the name, as name = "Ada Smith"', SOMETHING)]
    role: Annotated[
        ContributorRoleName,
        form("What the person did.", 'write one of the roles there are, as role = "translator"'),
    ] = "editor"
    file_as: Annotated[
        str, _text("The name as it is sorted.", 'the surname first, as file_as = "Smith, Ada"')
    ] = ""
    orcid: Annotated[str, form(
        "The ORCID iD.", 'write its 16 characters, as orcid = "0000-0002-1825-0097"',
        pattern="^([0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X])?$", check=_orcid,
    )] = ""  # fmt: skip


class AccessibilityTable(TomlTable, frozen=True):
    """What a person has found out of the EPUB and signs for."""

    conforms_to: Annotated[str, form(
        "The standard that the EPUB conforms to, as EPUB Accessibility 1.1 words it.",
        'write for example conforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"',
        pattern=r"^(EPUB Accessibility 1\.1 - WCAG 2\.[012] Level A{1,3})?$",
    )] = ""  # fmt: skip
    certified_by: Annotated[
        str, _text("Who has found it out.", 'a name, as certified_by = "A. Smith"')
    ] = ""
    credential: Annotated[
        str, _text("What entitles them to say so.", "a text or the address of a badge")
    ] = ""
    report: Annotated[
        str, _text("Where the report is.", 'an address, as report = "https://…"', _ADDRESS)
    ] = ""


class CrossrefTable(TomlTable, frozen=True):
    """Who registers the DOIs with Crossref."""

    name: Annotated[str, _text("Who deposits.", 'a name, as name = "Press, production"')] = ""
    email: Annotated[str, _text(
        "Where the answer goes.", 'an address, as email = "doi@press.example.org"',
        "^([!-?A-~]+@[!-?A-~]+)?$",
    )] = ""  # fmt: skip
    registrant: Annotated[
        str, _text("Whose DOIs they are; the publisher where it is not given.", "a name")
    ] = ""


class PublicationTable(TomlTable, frozen=True):
    """What shops, libraries and registers ask for."""

    updated: Annotated[str, form(
        "The day on which the book last changed.", 'write a day, as updated = "2026-05-31"',
        pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$", check=_day,
    )] = ""  # fmt: skip
    series_number: Annotated[
        str, _text("The number in the series.", 'a text, as series_number = "7"')
    ] = ""
    issn: Annotated[str, form(
        "The ISSN of the series.", 'write an ISSN, as issn = "0378-5955"',
        pattern="^([0-9]{4}-[0-9]{3}[0-9X])?$", check=_issn,
    )] = ""  # fmt: skip
    doi: Annotated[str, _text(
        "The DOI of the book.", 'a DOI, as doi = "10.1000/182"', "^(10\\.[0-9]{4,9}/[!-~]+)?$"
    )] = ""  # fmt: skip
    document_doi: Annotated[str, form(
        "The DOI of each document, with {id} for its name.",
        'write a DOI, as document_doi = "10.1000/182.{id}"',
        pattern="^(10\\.[0-9]{4,9}/[!-~]*\\{id\\}[!-~]*)?$", most=_LONGEST, check=_one_place,
    )] = ""  # fmt: skip
    licence: Annotated[str, _text(
        "The address of the licence.",
        'an address, as licence = "https://creativecommons.org/licenses/by/4.0/"', _ADDRESS,
    )] = ""  # fmt: skip
    description: Annotated[str, _text("What the book is about.", "a text in quotation marks")] = ""
    keywords: Annotated[
        tuple[Words, ...], form("Words to find it by.", 'write a list, as keywords = ["letters"]')
    ] = ()
    thema: Annotated[
        tuple[Annotated[str, form("A code of Thema.", "", pattern="^[A-Z0-9][A-Z0-9-]*$")], ...],
        form(
            "Subjects by Thema, the main one first.", 'write a list of codes, as thema = ["NHTB"]'
        ),
    ] = ()
    bisac: Annotated[
        tuple[Annotated[str, form("A code of BISAC.", "", pattern="^[A-Z]{3}[0-9]{6}$")], ...],
        form("Subjects by BISAC, the main one first.", 'write codes, as bisac = ["HIS027000"]'),
    ] = ()
    isbn: IsbnTable = IsbnTable()
    price: PriceTable = PriceTable()
    contributor: Annotated[
        tuple[ContributorTable, ...], rows("Those with a share.", "publication.contributor")
    ] = ()
    accessibility: AccessibilityTable = AccessibilityTable()
    crossref: CrossrefTable = CrossrefTable()


def publication(table: PublicationTable) -> Publication:
    """Give what the table says, without what it leaves open."""
    given = asdict(table)
    same = {name: given[name] for one in fields(Publication) if (name := one.name) in given}
    return Publication(**{
        **same,
        "isbns": _by_form(table.isbn),
        "prices": _by_form(table.price),
        "contributors": tuple(Contributor(**asdict(one)) for one in table.contributor),
        "accessibility": AccessibilityClaim(**asdict(table.accessibility)),
        "crossref": Depositor(**asdict(table.crossref)),
    })  # fmt: skip


def _by_form(table: IsbnTable | PriceTable) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in asdict(table).items() if text)
