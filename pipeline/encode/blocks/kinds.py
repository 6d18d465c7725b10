"""The kinds into which lines are classified; there are fewer than kinds of block."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pipeline.encode.blocks.lines import Line, LineLayout
from pipeline.model.document import Span


class LineKind(StrEnum):
    """What a line begins, or that it carries on what the line above began."""

    SOURCE_NOTE = "note"
    HEADING = "head"
    DATELINE = "dateline"
    OPENER_LINE = "opener"
    SALUTATION = "salute"
    PARAGRAPH = "p"
    QUOTATION = "quote"
    POSTSCRIPT = "postscript"
    LIST_HEAD = "list-head"
    LABEL = "label"
    ITEM = "item"
    ROW = "row"
    SIGNATURE = "signed"
    CLOSER_LINE = "closer"
    VALEDICTION = "valediction"
    CLOSING_WORDS = "closing words"
    CONTINUATION = "cont"
    PAGE = "page"


class KindName(NamedTuple):
    """How people name a kind: as ``role`` in a decision, and in a sentence."""

    role: str
    phrase: str


NAMES: dict[LineKind, KindName] = {
    LineKind.SOURCE_NOTE: KindName("source", "a note on the source"),
    LineKind.HEADING: KindName("heading", "a heading"),
    LineKind.DATELINE: KindName("dateline", "a dateline"),
    LineKind.OPENER_LINE: KindName("opener", "a line above the letter"),
    LineKind.SALUTATION: KindName("salutation", "a salutation"),
    LineKind.PARAGRAPH: KindName("paragraph", "a paragraph"),
    LineKind.LIST_HEAD: KindName("list-head", "the head of a list"),
    LineKind.LABEL: KindName("label", "the label of an item"),
    LineKind.ITEM: KindName("item", "an item of a list"),
    LineKind.ROW: KindName("row", "a row of a table"),
    LineKind.VALEDICTION: KindName("valediction", "a complimentary close"),
    LineKind.SIGNATURE: KindName("signature", "a signature"),
    LineKind.CLOSER_LINE: KindName("closer", "a line below the letter"),
    LineKind.POSTSCRIPT: KindName("postscript", "a postscript"),
    LineKind.CONTINUATION: KindName("continuation", "a part of what stands above it"),
}
KIND_OF_ROLE = {name.role: kind for kind, name in NAMES.items() if kind is not LineKind.ROW}


class LineDoubt(NamedTuple):
    """Lines one below the other whose kind is not sure, and the same of all.

    ``span`` is the first of them, ``second`` their next best reading; ``confidence`` and ``chance``
    are those of the least sure.
    """

    span: Span
    lines: int
    kind: LineKind
    confidence: float
    second: LineKind
    chance: float


class Custom(StrEnum):
    """How the volume that a document is of prints letters."""

    NUMBERED = "numbered"  # "40. Memorandum From the Secretary …"
    OLDER = "older"  # the file above the heading, as printed for papers from 1946 on
    FILED = "filed"  # the same for earlier papers, whose inclosures have headings of their own
    DESPATCHES = "despatches"  # "Mr. Adams to Mr. Seward.", with nothing above it
    LETTERS = "letters"  # "Silas Garrow to Manuel Ruiz", a correspondence


LATER = frozenset({Custom.NUMBERED, Custom.OLDER})
"""The customs of papers from 1946 on."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more lines that make a block, or a page mark between blocks."""

    kind: LineKind
    span: Span
    words: str
    line: Line
    run_in: bool = False

    @property
    def joined(self) -> bool:
        """Whether no blank line stands above it."""
        return not self.line.blank_before


_UNJUDGED = {
    LineLayout.ASIDE: LineKind.CONTINUATION,
    LineLayout.PAGE: LineKind.PAGE,
    LineLayout.PICTURE: LineKind.PARAGRAPH,
}


def make_units(lines: list[Line], kinds: list[LineKind]) -> list[Unit]:
    """Join lines to what they carry on; ``kinds`` are those of the lines that hold words."""
    units: list[Unit] = []
    judged = iter(kinds)
    for line in lines:
        kind = _UNJUDGED[line.look] if line.look in _UNJUDGED else next(judged)
        if kind is LineKind.CONTINUATION and _carry_on(units, line):
            continue
        units += [Unit(LineKind.PAGE, span, "", line) for span in line.pages_before]
        if kind is LineKind.CONTINUATION:
            kind = LineKind.PARAGRAPH
        if kind is not LineKind.PAGE and line.span[0] < line.span[1]:
            units.append(Unit(kind, line.span, line.words, line))
        units += [Unit(LineKind.PAGE, span, "", line) for span in line.pages_after]
    return units


def _carry_on(units: list[Unit], line: Line) -> bool:
    """Let the last unit reach over ``line``; page marks on the way come to stand inside it."""
    last = next((i for i in range(len(units) - 1, -1, -1) if units[i].kind != LineKind.PAGE), None)
    if last is None:
        return False
    unit = units[last]
    words = f"{unit.words}\n{line.words}" if line.words else unit.words
    after = [Unit(LineKind.PAGE, span, "", line) for span in line.pages_after]
    units[last:] = [Unit(unit.kind, (unit.span[0], line.span[1]), words, unit.line), *after]
    return True
