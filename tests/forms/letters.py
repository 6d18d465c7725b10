"""A text taken apart into words, markers, pages and notes, and what encoding reads in a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.encode import lay_out, read_marks
from pipeline.encode.profile import load
from pipeline.encode.reading import Marks
from pipeline.model.source import Source
from pipeline.normalize import normalize

PROFILE = load("frus")
# Private letters stand for what is taken out: a marker, a page; the figures between say which.
MARKER, PAGE, END = "\ue000", "\ue001", "\ue002"
_PAGE_MARK = re.compile(r"\[Page ([0-9a-z]+)\]")


@dataclass(frozen=True, slots=True)
class Reading:
    """What encoding makes of a text; blanks do not count.

    A marker is where it stands in ``words``, what it prints and the place of its note; a page is
    where it stands and its number.
    """

    words: str
    notes: tuple[tuple[str, str], ...]
    markers: tuple[tuple[int, str, int], ...]
    pages: tuple[tuple[int, str], ...]

    def faults(self, other: Reading) -> tuple[str, ...]:
        """Name what is not the same in ``other``."""
        kinds = ("words", "notes", "markers", "pages")
        return tuple(kind for kind in kinds if getattr(self, kind) != getattr(other, kind))


@dataclass(frozen=True, slots=True)
class Letter:
    """A text whose ``body`` has private letters for its markers and pages.

    Between :data:`MARKER` and :data:`END` stands the place of the note, between :data:`PAGE` and
    it the number of the page.
    """

    name: str
    body: str
    notes: tuple[tuple[str, str], ...]

    def reading(self, labels: Callable[[int], str] | None = None) -> Reading:
        """Say what encoding has to read, with other ``labels`` if given."""
        shown = labels or (lambda place: self.notes[place][0])
        words, markers, pages = "", [], []
        for number, part in enumerate(self.body.replace(MARKER, PAGE + MARKER).split(PAGE)):
            mark, _, rest = part.rpartition(END) if number else ("", "", part)
            if mark.startswith(MARKER):
                place = int(mark[1:])
                markers.append((len(words), shown(place), place))
            elif number:
                pages.append((len(words), mark))
            words += "".join(rest.split())
        notes = tuple(
            (shown(place), "".join(_PAGE_MARK.sub("", text).split()))
            for place, (_, text) in enumerate(self.notes)
        )
        return Reading(words, notes, tuple(markers), tuple(pages))


def handed_in(raw: str, name: str) -> Source | None:
    """Give the text as it is laid out; None where normalizing refuses it."""
    source, said = normalize(raw.encode(), f"{name}.txt")
    if any(one.severity.value == "error" for one in said):
        return None
    return lay_out(source, PROFILE)


def marks_of(source: Source) -> Marks:
    """Have all parts read a text."""
    return read_marks(source, PROFILE)


def read(raw: str, name: str = "d7") -> tuple[Reading | None, Source | None]:
    """Read a text as encoding does."""
    source = handed_in(raw, name)
    return (None, None) if source is None else (take_apart(source, name).reading(), source)


def take_apart(source: Source, name: str) -> Letter:
    """Take a text apart as encoding reads it."""
    found, text = marks_of(source), source.text
    end = found.notes.start if found.notes else len(text)
    events = [(mark.span, f"{MARKER}{mark.note}{END}") for mark in found.markers]
    for page in found.pages:
        printed = text[slice(*page.span)]
        before, after = (
            printed[: len(printed) - len(printed.lstrip())],
            printed[len(printed.rstrip()) :],
        )
        events.append((page.span, f"{before}{PAGE}{page.number}{END}{after}"))
    body, at = "", 0
    for (start, stop), shown in sorted(events):
        if stop <= end:
            body += text[at:start] + shown
            at = stop
    listed = found.notes.notes if found.notes else ()
    notes = tuple((one.number, text[slice(*one.span)]) for one in listed)
    labels = found.labels() if notes else []
    return Letter(
        name,
        body + text[at:end],
        tuple((label, note) for label, (_, note) in zip(labels, notes, strict=True)),
    )
