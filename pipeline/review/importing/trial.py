"""A transcription read as encoding reads it, before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.encode.profile import Profile
from pipeline.encode.reading import Marks, lay_out, read_marks
from pipeline.model.document import Span
from pipeline.model.source import FormChoice, Source
from pipeline.normalize import normalize
from pipeline.normalize.handed_in import house_form
from pipeline.normalize.handed_in.content import HandedInText
from pipeline.normalize.handed_in.house_form import WrittenText

_WAYS = (house_form.GLUED, house_form.BRACKETED, house_form.CARETED, house_form.IN_BRACKETS)


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How the edition has its transcriptions read."""

    profile: Profile
    forms: FormChoice = field(default_factory=FormChoice)


def as_read(
    typed: HandedInText, path: Path, settings: ReaderSettings
) -> tuple[WrittenText, tuple[str, ...]]:
    """Write a text in the plainest way in which no note and no marker of it is misread.

    Behind a figure no marker is glued, since no person could tell it from the number. Where there
    is no such way, give the way with the fewest, and what is misread.
    """
    best: tuple[WrittenText, tuple[str, ...]] | None = None
    for signs in _WAYS:
        written = house_form.write(typed, signs)
        if not typed.are_notes_placed:
            return written, ()
        if written.has_marker_behind_figure:
            continue
        misread = tuple(_misread(written, path, settings))
        if best is None or len(misread) < len(best[1]):
            best = written, misread
        if not misread:
            break
    assert best is not None  # noqa: S101 - there is a way
    return best


def _misread(written: WrittenText, path: Path, settings: ReaderSettings) -> Iterator[str]:
    """Say what encoding would read otherwise than it was meant."""
    source = lay_out(
        normalize(written.text.encode(), str(path))[0], settings.profile, settings.forms
    )
    marks = read_marks(source.text, settings.profile, form=source.form)
    items = [_raw(source, note.number_span) for note in (marks.notes.notes if marks.notes else ())]
    yield from _misread_items(written, items)
    read = list(_markers(source, marks))
    for span, note in written.markers:
        if not any(number == note and _meet(span, other) for other, number in read):
            yield f"{_line(written, span)}: the marker of note {note + 1} is not read as one"
    for span, note in read:
        if not any(_meet(span, other) for other, _ in written.markers):
            yield f"{_line(written, span)}: a figure would be read as the marker of note {note + 1}"


def _misread_items(written: WrittenText, items: list[Span]) -> Iterator[str]:
    for number, span in enumerate(written.items, 1):
        if not any(_meet(span, other) for other in items):
            yield f"{_line(written, span)}: note {number} is not read as a note"
    for span in items:
        if not any(_meet(span, other) for other in written.items):
            yield f"{_line(written, span)}: a line would be read as a note"


def _markers(source: Source, marks: Marks) -> Iterator[tuple[Span, int]]:
    """Yield the markers that are read, each with its note; those that are not printed are none."""
    for marker in marks.markers:
        if marker.printed:
            yield _raw(source, marker.span), marker.note


def _raw(source: Source, span: Span) -> Span:
    start = source.raw_offset(span[0])
    return start, max(source.raw_offset(span[1] - 1) + 1, start + 1)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _line(written: WrittenText, span: Span) -> str:
    return f"line {written.text.count(chr(10), 0, span[0]) + 1}"
