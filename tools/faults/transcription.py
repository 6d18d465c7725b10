"""A sound transcription as a fault finds it, and the fault itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TypeAlias

_PAGE = re.compile(r"\[Page ([0-9]+)\]", re.ASCII)


@dataclass(frozen=True, slots=True)
class Edit:
    """``text[start:end]`` becomes ``after``."""

    start: int
    end: int
    after: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the sound text of a document; its lines are where a finding is right."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: edits of a document, and perhaps a file that is added after it or taken away.

    ``edits`` rise and do not overlap. ``places`` are where the right finding stands;
    it may also stand at what is now taken for the marker of one of ``notes``.
    """

    edits: tuple[Edit, ...]
    places: tuple[Place, ...]
    added: tuple[str, str] | None = None
    removed: str | None = None
    notes: tuple[int, ...] = ()

    def apply(self, text: str) -> str:
        """Give ``text`` with the fault in it."""
        parts: list[str] = []
        done = 0
        for edit in self.edits:
            parts += text[done : edit.start], edit.after
            done = edit.end
        return "".join((*parts, text[done:]))

    def new(self, offset: int, *, is_end: bool = False) -> int:
        """Lead an offset of the sound text to the faulty one; what was set in at an end counts."""
        moved = offset
        for edit in self.edits:
            if edit.start < offset or (is_end and edit.start <= offset):
                moved += len(edit.after) - (min(edit.end, offset) - edit.start)
        return moved

    def old(self, offset: int) -> int | None:
        """Lead an offset of the faulty text back; None inside what was set in."""
        grown = 0
        for edit in self.edits:
            start = edit.start + grown
            if offset < start:
                break
            if offset < start + len(edit.after):
                return None
            grown += len(edit.after) - (edit.end - edit.start)
        return offset - grown


@dataclass(frozen=True, slots=True)
class MarkerAt:
    """The only marker of the note ``note`` (its place in the list) and what it shows."""

    start: int
    end: int
    label: str
    note: int


@dataclass(frozen=True, slots=True)
class NoteAt:
    """A note of the list: ``start`` of its line, ``number`` in it, ``text`` to ``end``."""

    start: int
    number: int
    label: str
    text: int
    end: int


@dataclass(frozen=True, slots=True)
class ReferenceAt:
    """A reference and its address; ``owner`` is the document it arrives in, or empty."""

    start: int
    end: int
    target: str
    owner: str


@dataclass(frozen=True)
class Transcription:
    """A document of a volume as it was handed in, with what the sound text was read as.

    ``rows`` are those of tables of three rows or more whose rows all have as many cells;
    ``next_page`` is the first page break of the documents after it, ``next`` the text of the
    document after it, ``last`` the highest number a document of the volume has.
    """

    id: str
    text: str
    heading: tuple[int, int]
    markers: tuple[MarkerAt, ...]
    notes: tuple[NoteAt, ...]
    references: tuple[ReferenceAt, ...]
    dateline: tuple[int, int] | None
    rows: tuple[tuple[int, int], ...]
    is_dated: bool
    is_numbered: bool
    next: tuple[str, str] | None
    next_page: Place | None
    last: int

    @cached_property
    def end(self) -> int:
        """Where the list of notes begins."""
        return self.notes[0].start if self.notes else len(self.text)

    @cached_property
    def pages(self) -> tuple[tuple[int, int, str], ...]:
        """The page marks: start, end, number."""
        return tuple((*match.span(), match[1]) for match in _PAGE.finditer(self.text))

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def line(self, offset: int) -> tuple[int, int]:
        """Give start and end of the line that ``offset`` is in."""
        start = self._lines[bisect_right(self._lines, offset) - 1]
        end = self.text.find("\n", offset)
        return start, end if end >= 0 else len(self.text)

    def at(self, start: int, end: int | None = None) -> Place:
        """Name a stretch of this text."""
        return Place(self.id, start, start if end is None else end)

    def find(self, pattern: re.Pattern[str], *, notes: bool = True) -> Iterator[re.Match[str]]:
        """Yield the matches of ``pattern`` in the text, with or without the notes."""
        return pattern.finditer(self.text, 0, len(self.text) if notes else self.end)

    def draw(self, pattern: re.Pattern[str], random: Random, *, notes: bool = False) -> int | None:
        """Draw one of the places where ``pattern`` begins."""
        found = [match.start() for match in self.find(pattern, notes=notes)]
        return random.choice(found) if found else None


Seed: TypeAlias = tuple[int, ...]
"""One of the places of a kind of fault, in whatever figures the kind needs."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault.

    ``places`` gives all places of a text where the fault is a fault, ``make`` seeds it at one of
    them (None where that cannot be done after all). ``why`` says what makes ``codes`` right.
    """

    name: str
    codes: tuple[str, ...]
    why: str
    places: Callable[[Transcription], Sequence[Seed]]
    make: Callable[[Transcription, Seed, Random], Fault | None]


def spans_of(pattern: str, *, notes: bool = True) -> Callable[[Transcription], Sequence[Seed]]:
    """Give places: the spans of a pattern's group ``at``, or of all of it, in the text."""
    compiled = re.compile(pattern, re.ASCII | re.MULTILINE)
    group = "at" if "at" in compiled.groupindex else 0

    def places(text: Transcription) -> Sequence[Seed]:
        return [match.span(group) for match in text.find(compiled, notes=notes)]

    return places


def replaced(text: Transcription, seed: Seed, after: str) -> Fault:
    """Put ``after`` in the place of the seeded stretch."""
    start, end = seed[:2]
    return Fault((Edit(start, end, after),), (text.at(start, end),))


def replacing(change: Callable[[str, Random], str]) -> Callable[..., Fault]:
    """Make a fault that changes the seeded stretch."""

    def make(text: Transcription, seed: Seed, random: Random) -> Fault:
        return replaced(text, seed, change(text.text[slice(*seed[:2])], random))

    return make
