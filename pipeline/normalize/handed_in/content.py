"""What a file that was handed in says, before it is written as a transcription."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice
from typing import TypeAlias

MOST_REMARKS = 1_000
"""Nobody reads more."""


class Look(Enum):
    """How words are set off from those around them."""

    ITALIC = "italic"
    BOLD = "bold"
    SMALL_CAPITALS = "small capitals"
    UNDERLINED = "underlining"
    RAISED = "raised letters"
    LOWERED = "lowered letters"
    STRUCK = "struck-out words"


@dataclass(frozen=True, slots=True)
class EmphasizedRuns:
    """Words that are set off."""

    look: Look
    runs: TypedRuns


@dataclass(frozen=True, slots=True)
class MarkedRuns:
    """Words between the signs of a mark that says what they are, as ``[deleted: `` and ``]``.

    ``name`` is what the file calls it; without words, the mark is a place. What ``is_apart`` is no
    part of the words around it, as a remark in the margin.
    """

    name: str
    before: str
    runs: TypedRuns
    after: str = "]"
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The place of a note in the text; ``note`` is its index in :attr:`HandedInText.notes`."""

    note: int


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line end that the file keeps inside a paragraph."""

    place: str = ""


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where page ``number`` of the source begins."""

    number: str


TypedRun: TypeAlias = str | EmphasizedRuns | MarkedRuns | NoteCall | LineEnd | PageStart
TypedRuns: TypeAlias = tuple[TypedRun, ...]


@dataclass(frozen=True, slots=True)
class TypedParagraph:
    """A paragraph, heading or item; ``place`` says where in the file it stands.

    ``sign`` begins an item, ``depth`` is the number of lists that it is in.
    """

    place: str
    runs: TypedRuns
    sign: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of a table; of those that follow one another one table is made."""

    place: str
    cells: tuple[TypedRuns, ...]


TypedBlock: TypeAlias = TypedParagraph | TypedRow
TypedBlocks: TypeAlias = tuple[TypedBlock, ...]


@dataclass(slots=True)
class Remarks:
    """What is to be said of a file: how often each, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, place: str, count: int = 1) -> None:
        """Count that ``what`` was met at ``place``."""
        self.counts[what] += count
        self.places.setdefault(what, place)

    def _line(self, what: str, count: int) -> str:
        place = self.places[what]
        if not place:
            return what if count == 1 else f"{what}: {count:,}"
        return f"{what}: {count:,}, first in {place}"

    def lines(self) -> list[str]:
        """Give a line for each, in the order in which they were met."""
        lines = [
            self._line(what, count) for what, count in islice(self.counts.items(), MOST_REMARKS)
        ]
        more = len(self.counts) - len(lines)
        return [*lines, *([f"and {more:,} more remarks"] if more else [])]


@dataclass(frozen=True, slots=True)
class HandedInText:
    """The text of a file with its notes in the order of their first places.

    ``words`` are those that another reader finds in the file; None where there is no other.
    ``are_notes_placed`` is false where the file does not say where its notes belong, and its text
    shows markers as it may.
    """

    blocks: TypedBlocks
    notes: tuple[TypedBlocks, ...] = ()
    remarks: Remarks = field(default_factory=Remarks)
    words: Counter[str] | None = None
    are_notes_placed: bool = True


class HandedInError(Exception):
    """A file cannot be taken; the message completes "the file …", ``hint`` says what to do."""

    def __init__(self, fault: str, hint: str) -> None:
        super().__init__(fault, hint)
        self.fault, self.hint = fault, hint
