"""The form in which documents are compared: their text and the marks in it.

The transcription and each output are reduced to the same small form. Where one block, row, cell
or line ends and the next begins is part of the text, as a character that XML forbids, so that no
transcription can hold it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum

BLOCK = "\x1d"
ROW = "\x1e"
CELL = "\x1f"
LINE = "\x1c"
SOFT_HYPHEN = "\u00ad"
SEPARATORS = BLOCK + ROW + CELL + LINE


class MarkKind(Enum):
    """What stands at a place of the text without being text."""

    NOTE = "note"
    SECOND_MARKER = "second marker"
    PAGE = "page mark"
    LINK = "link"
    HEADING = "heading"
    LOOK = "look"
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at ``text[start:end]``; only links, headings and looks have an extent.

    ``value`` is the id of the note (also for a second marker), the number of the page, the
    target of the link, the level of the heading, the name of the look, the id of the anchor.
    """

    kind: MarkKind
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text with its marks in their order: the body of a document, or one note."""

    text: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteReading:
    """A note as it stands in an output or a transcription; ``label`` is what its marker shows."""

    id: str
    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """One document; ``notes`` stand in the order of their first markers."""

    id: str
    body: Passage
    notes: tuple[NoteReading, ...] = ()


def without_notes_in_notes(reading: Reading) -> Reading:
    """Give ``reading`` as a format has it whose notes cannot have notes.

    A note whose first marker stands in a note follows the note of the body that leads there; its
    marker is a second one. ``reading.notes`` are those of the body, then those of notes.
    """
    leads = {mark.value: mark.value for mark in reading.body.marks if mark.kind is MarkKind.NOTE}
    families: dict[str, list[NoteReading]] = {name: [] for name in leads}
    for note in reading.notes:
        families[leads[note.id]].append(_marked_again(note))
        for mark in note.passage.marks:
            if mark.kind is MarkKind.NOTE:
                leads[mark.value] = leads[note.id]
    marks: list[Mark] = []
    for mark in reading.body.marks:
        one = mark.kind is MarkKind.NOTE
        marks += [replace(mark, value=n.id) for n in families[mark.value]] if one else [mark]
    notes = tuple(note for family in families.values() for note in family)
    return Reading(reading.id, replace(reading.body, marks=tuple(marks)), notes)


def _marked_again(note: NoteReading) -> NoteReading:
    again = {MarkKind.NOTE: MarkKind.SECOND_MARKER}
    marks = tuple(
        replace(mark, kind=again.get(mark.kind, mark.kind)) for mark in note.passage.marks
    )
    return replace(note, passage=replace(note.passage, marks=marks))


@dataclass(slots=True)
class _OpenMark:
    """A link or heading while it is written; ``index`` is that of its mark, once it has text."""

    kind: MarkKind
    value: str
    index: int | None = None


def picture_token(said: str, digest: str | None) -> str:
    """Give what stands for a picture in a text: what is said in its place, and of what bytes.

    Where pictures are no text, the digest is None.
    """
    if digest is None:
        return ""
    return f"\ufffc{said}{digest and '|' + digest}\ufffc"


def digest_of(data: bytes) -> str:
    """Tell bytes from others."""
    return hashlib.sha256(data).hexdigest()[:8]


class PassageWriter:
    """Builds a passage from start to end.

    A separator is held back until something follows it, so that blocks that hold nothing leave
    no trace; a page mark is not something, since between two blocks, at the end of the first
    and at the start of the second it stands at the same place of the text.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._floating: list[int] = []
        self._open: list[_OpenMark] = []
        self._closed: int | None = None
        self._since_text = 0
        self._separator = ""
        self._looks: list[str] = []
        self._looked: dict[str, list[list[int]]] = {}
        self.length = 0

    def text(self, text: str) -> None:
        """Append characters of the transcription."""
        if text:
            self._settle()
            start = self.length
            self._append(text)
            for look in self._looks:
                self._look(look, start)

    def _look(self, look: str, start: int) -> None:
        """Note how the text from ``start`` on looks; what follows at once is the same stretch."""
        stretches = self._looked.setdefault(look, [])
        if stretches and stretches[-1][1] >= start:
            stretches[-1][1] = self.length
        else:
            stretches.append([start, self.length])

    def open_look(self, name: str) -> None:
        """Begin text that looks otherwise, as in italics or struck out."""
        self._looks.append(name)

    def close_look(self) -> None:
        """End the look begun last."""
        self._looks.pop()

    def separate(self, separator: str) -> None:
        """End a block, row, cell or line; of several in a row the last but a cell counts once."""
        if separator in (CELL, LINE):
            self._settle()
            self._append(separator)
        elif self._separator != ROW or separator == ROW:
            self._separator = separator

    def join(self) -> None:
        """Take back the end of a block: what follows goes on in its line."""
        self._separator = ""

    def note(self, kind: MarkKind, note: str) -> None:
        """Append the marker of a note."""
        self._settle()
        self._marks.append(Mark(kind, self.length, self.length, note))

    def page(self, number: str) -> None:
        """Append a page mark."""
        self._float(MarkKind.PAGE, number)

    def anchor(self, name: str) -> None:
        """Append a place that links lead to."""
        self._float(MarkKind.ANCHOR, name)

    def open_link(self, target: str) -> None:
        """Begin a link; it stands where its text begins, and without text is none."""
        self._settle()
        self._open.append(_OpenMark(MarkKind.LINK, target))

    def close_link(self) -> None:
        """End the link begun last.

        One that goes on to the same target, with nothing but the marker of a note between, is
        part of it: a format in which no link can stand in a link parts it there.
        """
        closed = self._close()
        if closed is not None:
            self._closed = closed

    def open_heading(self, level: int) -> None:
        """Begin a heading; it stands where its text begins, and without text is none."""
        self._open.append(_OpenMark(MarkKind.HEADING, str(level)))

    def close_heading(self) -> None:
        """End the heading begun last."""
        self._close()

    def finish(self) -> Passage:
        """Give the passage."""
        looks = (
            Mark(MarkKind.LOOK, start, end, look)
            for look, stretches in sorted(self._looked.items())
            for start, end in stretches
        )
        return Passage("".join(self._parts), (*self._marks, *looks))

    def _close(self) -> int | None:
        index = self._open.pop().index
        if index is not None:
            self._marks[index] = replace(self._marks[index], end=self.length)
        return index

    def _append(self, text: str) -> None:
        for one in self._open:
            if one.index is None:
                one.index = self._begin(one)
        self._add(text)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        self._floating.clear()
        self._since_text = len(self._marks)

    def _begin(self, one: _OpenMark) -> int:
        """Give the place of a mark: a new one, or that of the link which goes on here."""
        if one.kind is MarkKind.LINK and self._closed is not None:
            closed = self._marks[self._closed]
            between = self._marks[self._since_text :]
            noted = any(m.kind in (MarkKind.NOTE, MarkKind.SECOND_MARKER) for m in between)
            if noted and (closed.end, closed.value) == (self.length, one.value):
                return self._closed
        self._marks.append(Mark(one.kind, self.length, self.length, one.value))
        return len(self._marks) - 1

    def _float(self, kind: MarkKind, value: str) -> None:
        self._floating.append(len(self._marks))
        self._marks.append(Mark(kind, self.length, self.length, value))

    def _settle(self) -> None:
        if self._separator:
            floating = list(self._floating)
            if self.length:
                self._add(self._separator)
            self._separator = ""
            for index in floating:
                mark = self._marks[index]
                self._marks[index] = Mark(mark.kind, self.length, self.length, mark.value)
        self._floating.clear()


def evened(passage: Passage) -> Passage:
    """Let blocks, rows, cells and lines end by one sign, for what shows no more of them."""
    return replace(passage, text=passage.text.translate(_EVEN))


def excerpt(text: str, start: int, end: int, around: int = 20) -> str:
    """Give ``text[start:end]`` with a little of what stands around it, on one line."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return shown(before) + shown(text[start:end]) + shown(after)


def shown(text: str, most: int = 60) -> str:
    """Put ``text`` in characters that can be shown, and leave out the middle of what is long."""
    if len(text) > most:
        text = f"{text[: most // 2]} … {text[-most // 2 :]}"
    return text.translate(_SHOWN)


_EVEN = str.maketrans(dict.fromkeys(SEPARATORS, BLOCK))
_SHOWN = str.maketrans({BLOCK: "¶", ROW: "¶", CELL: "|", LINE: "/"})
