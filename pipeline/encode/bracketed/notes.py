"""Find notes in brackets, ``[Footnote 1: …]``, and lists of ``[1] …``, wherever they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.encode.bracketed.settings import BracketedMarkers, BracketedNotes
from pipeline.encode.markers.candidates import PAGE_FILLER, blank_pages
from pipeline.encode.standoff import NoteList, NoteText, PageMark
from pipeline.model.document import Span

_BRACKET = re.compile(r"[\[\]]")
_BLANK = " \t" + PAGE_FILLER


def find_notes(
    text: str, pages: Sequence[PageMark], settings: BracketedNotes, markers: BracketedMarkers
) -> NoteList | None:
    """Find all notes of ``text``; where they stand is left out of the text around them."""
    readable = blank_pages(text, pages)
    framed = list(_framed(readable, settings, markers))
    listed = _ListReader(readable, settings, markers).read(framed)
    notes = sorted([*framed, *listed], key=lambda note: note.number_span)
    if not notes:
        return None
    return NoteList(len(text), tuple(notes), tuple(stretch_of(note) for note in notes))


def find_unread(text: str, notes: NoteList | None, settings: BracketedNotes) -> Iterator[Span]:
    """Yield the beginnings of notes that lack their closing bracket or their label."""
    known = {note.number_span[0] for note in (notes.notes if notes else ())}
    for match in settings.trace.finditer(text):
        if match.start() not in known:
            yield match.span()


def stretch_of(note: NoteText) -> Span:
    """Give all that belongs to a note."""
    return note.number_span[0], note.closing[1] if note.closing else note.span[1]


def _framed(text: str, settings: BracketedNotes, markers: BracketedMarkers) -> Iterator[NoteText]:
    """Yield the notes that a bracket closes at the end of a line, in the same chapter."""
    openings = {_bracket(text, match): match for match in settings.framed.finditer(text)}
    for start, close in _pairs(text, openings):
        opening = openings[start]
        line_end = text.find("\n", close)
        rest = text[close + 1 : len(text) if line_end < 0 else line_end]
        if rest.strip(_BLANK) or markers.chapter.search(text, opening.end(), close):
            continue
        begin = opening.end()
        end = begin + len(text[begin:close].rstrip(" \t\n"))
        number = start, opening.end("label")
        yield NoteText(opening["label"], number, (number[0], begin), (begin, end), (end, close + 1))


def _bracket(text: str, match: re.Match[str]) -> int:
    """Give where a match begins, its indentation left out."""
    start = match.start()
    while text[start] in _BLANK:
        start += 1
    return start


def _pairs(text: str, openings: Iterable[int]) -> Iterator[Span]:
    """Yield the places of the opening brackets in ``openings`` and of those that close them.

    Notes do not stand in one another: one that opens ends the search for an earlier bracket.
    """
    wanted = frozenset(openings)
    if not wanted:
        return
    open_brackets: list[int] = []
    for match in _BRACKET.finditer(text):
        place = match.start()
        if match.group() == "[":
            if place in wanted:
                open_brackets.clear()
            open_brackets.append(place)
        elif open_brackets:
            start = open_brackets.pop()
            if start in wanted:
                yield start, place


@dataclass(slots=True)
class _OpenNote:
    """A note of a list that is being read; ``end`` is where its text ends as far as is known."""

    label: str
    number_span: Span
    begin: int
    end: int


class _ListReader:
    """Reads lines for notes of the form ``[1] …``.

    Such a line begins a note where a marker with its label waits for one, or where it follows
    another note or the head of the list. A paragraph goes on a note if it is indented, or if a
    note follows it whose marker stands before both.
    """

    def __init__(self, text: str, settings: BracketedNotes, markers: BracketedMarkers) -> None:
        self.text = text
        self.settings = settings
        self.markers = markers
        self.waiting: defaultdict[str, deque[int]] = defaultdict(deque)
        self.found: list[_OpenNote] = []
        self.last: _OpenNote | None = None
        self.in_list = False
        self.after_gap = True
        self.text_end = 0

    def read(self, framed: Sequence[NoteText]) -> list[NoteText]:
        """Give the notes of all lists between and after the notes in ``framed``."""
        done = 0
        for note in framed:
            start, end = stretch_of(note)
            self._lines(done, start)
            self.last, self.in_list = None, False
            self._take(note.number)
            self._await(note.span[0], end)
            done = end
        self._lines(done, len(self.text))
        return [
            NoteText(
                note.label, note.number_span, (note.number_span[0], note.begin),
                (note.begin, max(note.begin, note.end)),
            )
            for note in self.found
        ]  # fmt: skip

    def _lines(self, start: int, stop: int) -> None:
        self.after_gap = True
        while start < stop:
            end = self.text.find("\n", start, stop)
            end = stop if end < 0 else end
            line = self.text[start:end].rstrip(_BLANK)
            if line:
                self._line((start, start + len(line)))
                self.after_gap = False
                self.text_end = start + len(line)
            elif start == end or not self.text[start:end].strip(" \t"):
                self.after_gap = True
            start = end + 1

    def _line(self, line: Span) -> None:
        start, end = line
        item = self.settings.listed.match(self.text, start, end)
        if item and self._begins_note(item["label"]):
            self._begin(item, end)
            self._await(item.end(), end)
            return
        self._await(start, end)
        if self.markers.chapter.match(self.text, start, end):
            self.last, self.in_list = None, False
        elif self.settings.head.fullmatch(self.text[start:end].strip(_BLANK)):
            self.last, self.in_list = None, True
        elif self.last and self.in_list and (not self.after_gap or self.text[start] in " \t"):
            self.last.end = end
        else:
            self.in_list = False

    def _begins_note(self, label: str) -> bool:
        is_awaited = bool(self.waiting[label])
        return (self.after_gap or is_awaited) if self.in_list else (self.after_gap and is_awaited)

    def _begin(self, item: re.Match[str], end: int) -> None:
        label = item["label"]
        places = self.waiting[label]
        if self.last and not self.in_list and places and places[0] < self.last.number_span[0]:
            self.last.end = self.text_end
        self._take(label)
        number = _bracket(self.text, item), item.end("label")
        self.last = _OpenNote(label, number, item.end(), end)
        self.found.append(self.last)
        self.in_list = True

    def _take(self, label: str) -> None:
        """Let the first marker with ``label`` wait no longer."""
        if self.waiting[label]:
            self.waiting[label].popleft()

    def _await(self, start: int, end: int) -> None:
        for match in self.markers.marker.finditer(self.text, start, end):
            self.waiting[match["label"]].append(match.start())


def note_at(notes: NoteList, place: int) -> int:
    """Give the note in whose stretch ``place`` is, or -1."""
    index = bisect_left(notes.apart, (place + 1, 0)) - 1
    return index if index >= 0 and place < notes.apart[index][1] else -1
