"""Write a text in the form that is read without a doubt, as docs/transcribing.md has it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum
from itertools import chain, zip_longest
from typing import assert_never

from pipeline.model.document import Span
from pipeline.normalize.handed_in.content import (
    EmphasizedRuns,
    HandedInText,
    LineEnd,
    Look,
    MarkedRuns,
    NoteCall,
    PageStart,
    TypedBlock,
    TypedBlocks,
    TypedParagraph,
    TypedRow,
    TypedRun,
    TypedRuns,
)
from pipeline.normalize.handed_in.gaps import without_gaps

CELL_END = "\t\t"
BULLET = "•"
_PAIRED = {Look.ITALIC: "_", Look.BOLD: "**"}
_NAMED = {
    Look.ITALIC: "italic",
    Look.BOLD: "bold",
    Look.SMALL_CAPITALS: "small caps",
    Look.UNDERLINED: "underlined",
    Look.RAISED: "sup",
    Look.LOWERED: "sub",
    Look.STRUCK: "deleted",
}
_INDENT = 4
# Around other words than these, signs are not read as those of emphasis.
_UNPAIRED = re.compile(r"[_*]|^\W|\s$|^$")


class MarkSigns(Enum):
    """How marks are written: emphasis by ``_`` where it can be, all by name, or the words alone."""

    SHORT = "short"
    NAMED = "named"
    NONE = "none"
    WORDS = "words, for counting them"


@dataclass(frozen=True, slots=True)
class NoteSigns:
    """How notes are written: what stands around a marker, and around the number in the list."""

    marker: tuple[str, str] = ("", "")
    item: tuple[str, str] = ("  ", ". ")
    closing: str = ""


GLUED = NoteSigns()
BRACKETED = NoteSigns(marker=("[", "]"))
CARETED = NoteSigns(marker=("[^", "]"))
IN_BRACKETS = NoteSigns(marker=("[", "]"), item=("[Footnote ", ": "), closing="]")


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A transcription; ``markers`` and ``items`` are the places of its labels.

    A marker comes with the index of its note; ``lines`` are the places in the file that lines were
    made of, by the number of the line.
    """

    text: str
    markers: tuple[tuple[Span, int], ...]
    items: tuple[Span, ...]
    lines: tuple[tuple[int, str], ...]

    @property
    def has_marker_behind_figure(self) -> bool:
        """Whether a marker stands where a reader would take it for the end of a number."""
        return any(self.text[start - 1 : start].isdecimal() for (start, _), _ in self.markers)

    def without_labels(self) -> str:
        """Give the text with a blank for each marker, so that words are what they are."""
        parts, at = [], 0
        for start, end in sorted([*(span for span, _ in self.markers), *self.items]):
            parts += [self.text[at:start], " "]
            at = end
        return "".join([*parts, self.text[at:]])


def write(typed: HandedInText, signs: NoteSigns, marks: MarkSigns) -> WrittenText:
    """Write ``typed`` with its notes in a list at the end."""
    writer = _HouseWriter(signs, marks)
    writer.blocks(typed.blocks, 0)
    for number, blocks in enumerate(typed.notes, 1):
        writer.note(str(number), blocks, is_first=number == 1)
    return writer.finish()


class _HouseWriter:
    """Writes from start to end; ``at`` is the length of the text so far."""

    def __init__(self, signs: NoteSigns, marks: MarkSigns) -> None:
        self.signs = signs
        self.marks = marks
        self.parts: list[str] = []
        self.at = 0
        self.line = 1
        self.markers: list[tuple[Span, int]] = []
        self.items: list[Span] = []
        self.lines: dict[int, str] = {}

    def finish(self) -> WrittenText:
        self.put("\n")
        found = tuple(sorted(self.lines.items()))
        return WrittenText("".join(self.parts), tuple(self.markers), tuple(self.items), found)

    def put(self, text: str) -> Span:
        start = self.at
        self.parts.append(text)
        self.at += len(text)
        self.line += text.count("\n")
        return start, self.at

    def blocks(self, blocks: TypedBlocks, indent: int) -> None:
        """Write blocks with a blank line between, but for rows and the items of a list."""
        before: TypedBlock | None = None
        for block in blocks:
            if before is not None:
                self.put("\n" if _belong_together(before, block) or indent else "\n\n")
                self.put(" " * indent)
            self.block(block, indent)
            before = block

    def block(self, block: TypedBlock, indent: int) -> None:
        self.lines[self.line] = block.place
        match block:
            case TypedParagraph():
                sign = f"{_indent(block)}{block.sign} " if block.sign else ""
                self.put(sign if not indent else sign.lstrip(" "))
                self.runs(block.runs, indent)
            case TypedRow():
                for number, cell in enumerate(block.cells):
                    self.put(CELL_END if number else "")
                    self.runs(cell, None)
            case _:
                assert_never(block)

    def runs(self, runs: TypedRuns, indent: int | None) -> None:
        """Write a paragraph; in a cell, where ``indent`` is None, a line end is a blank."""
        parted = without_gaps(runs)
        for run, following in zip_longest(parted, parted[1:], fillvalue=""):
            match run:
                case str():
                    self.put(run)
                case EmphasizedRuns():
                    before, after = self.look(run, following)
                    self.put(before)
                    self.runs(run.runs, indent)
                    self.put(after)
                case MarkedRuns():
                    before, after = self.mark(run)
                    self.put(before)
                    self.runs(run.runs, indent)
                    self.put(after)
                case NoteCall():
                    before, after = self.signs.marker
                    self.put(before)
                    self.markers.append((self.put(str(run.note + 1)), run.note))
                    self.put(after)
                case LineEnd():
                    self.put(" " if indent is None else "\n" + " " * indent)
                    if run.place:
                        self.lines[self.line] = run.place
                case PageStart():
                    self.put(f"[Page {run.number}]")
                case _:
                    assert_never(run)

    def mark(self, run: MarkedRuns) -> tuple[str, str]:
        """Give the signs of a mark."""
        if self.marks in (MarkSigns.SHORT, MarkSigns.NAMED):
            return run.before, run.after
        edge = " " if run.is_apart and self.marks is MarkSigns.WORDS else ""
        return edge, edge

    def look(self, run: EmphasizedRuns, following: TypedRun) -> tuple[str, str]:
        """Give the signs around words that are set off, which depend on what stands beside them."""
        if self.marks in (MarkSigns.NONE, MarkSigns.WORDS):
            return "", ""
        sign = _PAIRED.get(run.look, "")
        words = "".join(one if isinstance(one, str) else "_" for one in run.runs)
        beside = f"{self.parts[-1][-1:] if self.parts else ''} {self.first_of(following)}"
        is_paired = sign and self.marks is MarkSigns.SHORT and not _UNPAIRED.search(words)
        if is_paired and not any(character.isalnum() or character in "_*" for character in beside):
            return sign, sign
        return f"[{_NAMED[run.look]}: ", "]"

    def first_of(self, run: TypedRun) -> str:
        """Give the character that a run begins with."""
        match run:
            case str():
                return run[:1]
            case NoteCall(note):
                return (self.signs.marker[0] or str(note + 1))[0]
            case EmphasizedRuns():
                return "_"
            case MarkedRuns() | PageStart():
                return "["
            case LineEnd():
                return ""
            case _:
                assert_never(run)

    def note(self, number: str, blocks: TypedBlocks, *, is_first: bool) -> None:
        is_list = not self.signs.closing
        self.put("\n\n" if is_first or not is_list else "\n")
        before, after = self.signs.item
        self.put(before)
        self.items.append(self.put(number))
        self.put(after)
        self.blocks(blocks, _INDENT if is_list else 0)
        self.put(self.signs.closing)


def marks_in(typed: HandedInText) -> Counter[str]:
    """Count what is set off or marked, by what it is called."""
    found: Counter[str] = Counter()
    for block in chain(typed.blocks, *typed.notes):
        for runs in [block.runs] if isinstance(block, TypedParagraph) else block.cells:
            _count_marks(runs, found)
    return found


def _count_marks(runs: TypedRuns, found: Counter[str]) -> None:
    for run in runs:
        if isinstance(run, EmphasizedRuns):
            holds_words = any(not isinstance(one, NoteCall) for one in run.runs)
            found.update([run.look.value] if holds_words else [])
        elif isinstance(run, MarkedRuns):
            found.update([run.name])
        if isinstance(run, EmphasizedRuns | MarkedRuns):
            _count_marks(run.runs, found)


def _indent(item: TypedParagraph) -> str:
    """Indent a bullet, as raw texts have it, but no number, which would look like a note's."""
    return "  " * (item.depth - (item.sign != BULLET))


def _belong_together(one: TypedBlock, other: TypedBlock) -> bool:
    if isinstance(one, TypedRow) and isinstance(other, TypedRow):
        return one.place.partition(", row ")[0] == other.place.partition(", row ")[0]
    return bool(
        isinstance(one, TypedParagraph) and isinstance(other, TypedParagraph)
        and one.sign and other.sign
    )  # fmt: skip
