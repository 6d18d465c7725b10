"""What is compared: a document reduced to its text and to the marks that stand in it.

The transcription and each output are reduced to the same small form. Where one block, row, cell
or line ends and the next begins is part of the text, as a character that XML forbids, so that no
transcription can hold it.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    ANCHOR = "anchor"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at ``text[start:end]``; only a link has an extent.

    ``value`` is the id of the note (also for a second marker), the number of the page, the
    target of the link, the id of the anchor.
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
class Note:
    """A note as it stands in an output or a transcription; ``label`` is what its marker shows."""

    id: str
    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """One document; ``notes`` stand in the order of their first markers."""

    id: str
    body: Passage
    notes: tuple[Note, ...] = ()


class Writer:
    """Builds a passage from start to end.

    A separator is held back until something follows it, so that blocks that hold nothing leave
    no trace; a page mark is not something, since between two blocks, at the end of the first
    and at the start of the second it stands at the same place of the text.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._floating: list[int] = []
        self._links: list[tuple[int, str]] = []
        self._separator = ""
        self.length = 0

    def text(self, text: str) -> None:
        """Append characters of the transcription."""
        if text:
            self._settle()
            self._append(text)

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
        """Begin a link."""
        self._settle()
        self._links.append((len(self._marks), target))
        self._marks.append(Mark(MarkKind.LINK, self.length, self.length, target))

    def close_link(self) -> None:
        """End the link begun last."""
        index, target = self._links.pop()
        start = self._marks[index].start
        self._marks[index] = Mark(MarkKind.LINK, start, self.length, target)

    def finish(self) -> Passage:
        """Give the passage."""
        return Passage("".join(self._parts), tuple(self._marks))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        self._floating.clear()

    def _float(self, kind: MarkKind, value: str) -> None:
        self._floating.append(len(self._marks))
        self._marks.append(Mark(kind, self.length, self.length, value))

    def _settle(self) -> None:
        if self._separator:
            floating = list(self._floating)
            if self.length:
                self._append(self._separator)
            self._separator = ""
            for index in floating:
                mark = self._marks[index]
                self._marks[index] = Mark(mark.kind, self.length, self.length, mark.value)
        self._floating.clear()


def excerpt(text: str, start: int, end: int, around: int = 20) -> str:
    """Give ``text[start:end]`` with a little of what stands around it, on one line."""
    before, after = text[max(0, start - around) : start], text[end : end + around]
    return shown(before) + shown(text[start:end]) + shown(after)


def shown(text: str, most: int = 60) -> str:
    """Put ``text`` in characters that can be shown, and leave out the middle of what is long."""
    if len(text) > most:
        text = f"{text[: most // 2]} … {text[-most // 2 :]}"
    return text.translate(_SHOWN)


_SHOWN = str.maketrans({BLOCK: "¶", ROW: "¶", CELL: "|", LINE: "/"})
