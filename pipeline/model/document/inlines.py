"""What stands in a line: text, marks in it, and stretches that mean something."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]
NOWHERE: Span = (-1, -1)
INDENT = "indent-"  # so begins the look of a line that is set in
WEB = ("http://", "https://", "mailto:")  # so begins a target outside of every edition


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the transcription; never empty, never holding a line end."""

    text: str
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that is kept inside a block, as in a heading of two lines.

    A word that goes on over it is ``joined`` (``lb/@break``). The line after it is set in by so
    many blanks as its ``indent`` (``lb/@rend``), as verses are.
    """

    span: Span = field(default=NOWHERE, compare=False, repr=False)
    joined: bool = False
    indent: int = 0

    @property
    def blanks(self) -> str:
        """What the next line begins with, in all formats: a blank is half as wide as high."""
        return self.indent * "\u2002"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The start of page ``number`` of the printed source; inline or between blocks.

    A number in brackets, ``[182]``, is one that the page itself does not show. ``facs`` names a
    picture of it.
    """

    number: str
    facs: str = field(default="", compare=False, kw_only=True)
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
    """A place name as printed; ``key`` points into the authority file, if it has the place."""

    content: tuple[Inline, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name; ``key`` points into the authority file (``persName/@corresp``).

    That of a body is an ``orgName``.
    """

    key: str
    content: tuple[Inline, ...]
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """An abbreviation or term; ``key`` points into the authority file (``gloss/@target``)."""

    key: str
    content: tuple[Inline, ...]


class Rendition(Enum):
    """How words are set apart from those around them (``hi/@rend``)."""

    ITALIC = "italic"
    BOLD = "bold"
    SMALL_CAPITALS = "small-caps"
    UNDERLINED = "underlined"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    SPACED = "letter-spaced"


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words that look otherwise than those around them (TEI ``hi``)."""

    rendition: Rendition
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language; ``language`` as in ``foreign/@xml:lang``."""

    language: str
    content: tuple[Inline, ...]


class ConditionKind(Enum):
    """Why letters are not plainly those of the source; each is the TEI element for them."""

    UNCLEAR = "unclear"
    DAMAGED = "damage"
    SUPPLIED = "supplied"
    EXPANDED = "ex"
    SURPLUS = "surplus"


@dataclass(frozen=True, slots=True)
class Condition:
    """Letters that cannot be read for sure, that an editor put in, or that should not be there.

    Those of an expanded abbreviation are text alone (TEI ``ex``).
    """

    kind: ConditionKind
    content: tuple[Inline, ...]
    reason: str = ""


class AlterationKind(Enum):
    """What a writer did to words of his own; each is the TEI element for it."""

    DELETED = "del"
    ADDED = "add"


@dataclass(frozen=True, slots=True)
class Alteration:
    """Words that the writer struck out or put in; ``place`` as in ``add/@place``."""

    kind: AlterationKind
    content: tuple[Inline, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Substitution:
    """Alterations that are one act: words struck out and those put in for them (TEI ``subst``)."""

    content: tuple[Inline, ...]


class ChoiceKind(Enum):
    """What a reading is beside what is printed: two elements of TEI."""

    CORRECTION = ("sic", "corr")
    EXPANSION = ("abbr", "expan")
    REGULARIZATION = ("orig", "reg")


@dataclass(frozen=True, slots=True)
class EditorialChoice:
    """What is printed, and the ``reading`` of an editor (TEI ``choice``).

    Without a reading, the words are only said to be wrong, abbreviated or unusual as printed.
    """

    kind: ChoiceKind
    content: tuple[Inline, ...]
    reading: str = ""


class RemarkKind(Enum):
    """Whose words stand beside the text."""

    MARGIN = "margin"
    TRANSCRIBER = "transcriber"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark in the margin of the source, or one of its transcriber (TEI ``note``).

    ``place`` is the side of a margin.
    """

    kind: RemarkKind
    content: tuple[Inline, ...]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption; ``description`` says what it shows, ``image`` is its file."""

    content: tuple[Inline, ...]
    description: str = ""
    image: str = ""


class LacunaKind(Enum):
    """Why there are no words: they cannot be read or are left out, or none were written."""

    GAP = "gap"
    BLANK = "space"


@dataclass(frozen=True, slots=True)
class Lacuna:
    """A place without words; ``extent`` as ``3 words``, both texts may be empty."""

    kind: LacunaKind
    reason: str = ""
    extent: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class HandShift:
    """The place where another hand begins; ``hand`` is what it is called (TEI ``handShift``)."""

    hand: str = ""
    span: Span = field(default=NOWHERE, compare=False, repr=False)


Editorial: TypeAlias = (
    Highlight | Foreign | Condition | Alteration | Substitution | EditorialChoice | Remark | Figure
)
"""What a transcriber's mark says of the words it holds."""

InlineMark: TypeAlias = LineBreak | PageBreak | NoteMarker | Lacuna | HandShift
Annotated: TypeAlias = Reference | Date | Place | PersonName | Term | Editorial
Inline: TypeAlias = Text | InlineMark | Annotated
