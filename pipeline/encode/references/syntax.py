"""The syntax tree of a reference, before its target is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TypeAlias

from pipeline.model.document import Span


class LocatorUnit(Enum):
    """What the numbers of a locator count."""

    DOCUMENT = auto()
    PAGE = auto()
    NOTE = auto()


class Nearby(Enum):
    """A place told from where the reference stands."""

    HERE = auto()
    BEFORE = auto()
    AFTER = auto()
    THERETO = auto()


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Locator:
    """``Documents 44 and 46``, ``pp. 205 ff.``, ``footnotes 2 and 3`` with what they belong to.

    ``notes`` are those of the one document before them: ``Document 73 and footnote 2 thereto``.
    ``holder`` is what notes belong to: ``footnote 2, Document 44``. ``word`` is what the numbers of
    pages stand after; ``prefixed`` tells of pages that they are the volume's own: ``ante, p. 476``.
    """

    unit: LocatorUnit
    numbers: tuple[Number, ...]
    span: Span
    notes: tuple[Number, ...] = ()
    holder: Locator | Nearby | None = None
    word: str = ""
    prefixed: bool = False


@dataclass(frozen=True, slots=True)
class VolumeNumber:
    """``vol. VI, Part 2``: the numbers as ``v06`` and ``p2``."""

    number: str
    part: str
    span: Span


@dataclass(frozen=True, slots=True)
class CitedWork:
    """What is cited: ``Foreign Relations, 1955–1957, vol. IX``, ``ibid., vol. X`` or ``vol. X``.

    ``carried`` tells that it goes on from the citation before it, ``named`` that the series is
    named; ``years`` are as in volume ids; ``name`` is the id of a volume known by its title.
    """

    span: Span
    named: bool = False
    carried: bool = False
    years: str = ""
    volumes: tuple[VolumeNumber, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A whole reference: what is cited, and the places in it."""

    span: Span
    source: CitedWork | None
    locators: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """``supra`` or ``infra`` alone, or ``ante`` and ``post`` without a page."""

    span: Span
    where: Nearby


Mention: TypeAlias = Citation | Neighbour
