"""What stands in a line: text, marks in it, and stretches that mean something."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
NOWHERE: Span = (-1, -1)
WEB = ("http://", "https://", "mailto:")  # so begins a target outside of every edition


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the transcription; never empty, never holding a line end."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that is kept inside a block, as in a heading of two lines."""

    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The start of page ``number`` of the printed source; inline or between blocks.

    A number in brackets, ``[182]``, is one that the page itself does not show.
    """

    number: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)

    @property
    def id(self) -> str:
        """The id of the page, ``pg_182``."""
        return page_id(self.number)


def page_id(number: str) -> str:
    """Give the id of a page from its number, with brackets or without."""
    return "pg_" + number.strip("[]")


@dataclass(frozen=True, slots=True)
class NoteMarker:
    """The place in the text that a note belongs to; ``note`` is a ``Note.id``."""

    note: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference as printed; ``target`` as in ``ref/@target``."""

    target: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Date:
    """A date as printed with its W3C value(s) (TEI att.datable.w3c).

    A date that lies somewhere between two days, or before or after one, has ``not_before`` and
    ``not_after``. ``cert`` is ``low`` where the text is in doubt; ``calendars`` are those that the
    words are in, as far as the text says so: ``julian``, ``gregorian``, ``frenchRepublican``.
    """

    content: tuple[Inline, ...]
    when: str | None = None
    from_: str | None = None
    to: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    cert: str | None = None
    calendars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place name as printed."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name; ``key`` points into the authority file (``persName/@corresp``)."""

    key: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation or term; ``key`` points into the authority file (``gloss/@target``)."""

    key: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A printed reading and the one an editor has accepted for it (TEI ``choice``)."""

    printed: str
    reading: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


InlineMark: TypeAlias = LineBreak | PageBreak | NoteMarker | Correction
Annotated: TypeAlias = Reference | Date | Place | PersonName | Term
Inline: TypeAlias = Text | InlineMark | Annotated
