"""A transcription read as encoding reads it, before it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.encode.marks import POINT
from pipeline.encode.profile import Profile
from pipeline.encode.reading import Marks, lay_out, read_marks
from pipeline.encode.standoff import overlaps
from pipeline.model.document import Span
from pipeline.model.form import FormChoice
from pipeline.model.source import Source
from pipeline.normalize import normalize
from pipeline.normalize.handed_in import house_form
from pipeline.normalize.handed_in.content import HandedInText
from pipeline.normalize.handed_in.house_form import MarkSigns, NoteSigns, WrittenText
from pipeline.normalize.size import transcription_too_large

_MARKS = (MarkSigns.SHORT, MarkSigns.NAMED, MarkSigns.NONE)
_WAYS = (house_form.GLUED, house_form.BRACKETED, house_form.CARETED, house_form.IN_BRACKETS)
# To read a text takes 1 ms a note, so that one of more notes is not tried in all ways.
_MANY, _WAYS_OF_MANY = 2_000, (house_form.GLUED, house_form.CARETED)


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """How the edition has its transcriptions read."""

    profile: Profile
    forms: FormChoice = field(default_factory=FormChoice)


@dataclass(frozen=True, slots=True)
class TriedText:
    """A transcription as it may be written; ``misread`` says what would be read otherwise."""

    written: WrittenText
    has_marks: bool
    misread: tuple[str, ...]


def as_read(typed: HandedInText, path: Path, settings: ReaderSettings) -> TriedText:
    """Write a text in the plainest way in which no note, marker or mark of it is misread.

    Behind a figure no marker is glued, since no person could tell it from the number. Where there
    is no such way, give the one in which the fewest notes and markers are misread. A text that is
    too large for a transcription is not tried: checking would refuse it in any way.
    """
    has_marks = bool(house_form.marks_in(typed))
    ways = _WAYS if len(typed.notes) <= _MANY else _WAYS_OF_MANY
    written = house_form.write(typed, ways[0], _MARKS[0 if has_marks else -1])
    source = Source(str(path), written.text)
    too_large = tuple(f"{one.message}: {one.hint}" for one in transcription_too_large.check(source))
    if too_large:
        return TriedText(written, has_marks, too_large)
    tried: list[TriedText] = []
    for marks in _MARKS if has_marks else _MARKS[-1:]:
        for signs in ways if typed.are_notes_placed else ways[:1]:
            one = _tried(typed, signs, marks, path, settings)
            if one is not None and not one.misread:
                return one
            tried += [one] if one is not None else []
    return min(tried, key=lambda one: (len(one.misread), not one.has_marks))


def _tried(
    typed: HandedInText, signs: NoteSigns, marks: MarkSigns, path: Path, settings: ReaderSettings
) -> TriedText | None:
    """Give a text in one way of writing it; None where a person or encoding misreads its marks."""
    written = house_form.write(typed, signs, marks)
    if typed.are_notes_placed and signs is house_form.GLUED and written.has_marker_behind_figure:
        return None
    if marks is not MarkSigns.NONE:
        plain = house_form.write(typed, signs, MarkSigns.NONE)
        if _words(written, path, settings) != _words(plain, path, settings):
            return None
    misread = tuple(_misread(written, path, settings)) if typed.are_notes_placed else ()
    return TriedText(written, marks is not MarkSigns.NONE, misread)


def _words(written: WrittenText, path: Path, settings: ReaderSettings) -> list[str]:
    """Give the words of a text as encoding has them, once the signs of marks are taken off."""
    return _laid_out(written, path, settings).text.replace(POINT, "").split()


def _laid_out(written: WrittenText, path: Path, settings: ReaderSettings) -> Source:
    source, _ = normalize(written.text.encode(), str(path))
    return lay_out(source, settings.profile, settings.forms)


def _misread(written: WrittenText, path: Path, settings: ReaderSettings) -> Iterator[str]:
    """Say what encoding would read otherwise than it was meant."""
    source = _laid_out(written, path, settings)
    marks = read_marks(source, settings.profile)
    items = [_raw(source, note.number_span) for note in marks.listed]
    yield from _misread_items(written, items)
    read = list(_markers(source, marks))
    by_note: dict[int, list[Span]] = defaultdict(list)
    for span, note in sorted(read):
        by_note[note].append(span)
    for span, note in written.markers:
        if not overlaps(span, by_note[note]):
            yield f"{_line(written, span)}: the marker of note {note + 1} is not read as one"
    meant = [span for span, _ in written.markers]
    for span, note in read:
        if not overlaps(span, meant):
            yield f"{_line(written, span)}: a figure would be read as the marker of note {note + 1}"


def _misread_items(written: WrittenText, items: list[Span]) -> Iterator[str]:
    found = sorted(items)
    for number, span in enumerate(written.items, 1):
        if not overlaps(span, found):
            yield f"{_line(written, span)}: note {number} is not read as a note"
    for span in items:
        if not overlaps(span, written.items):
            yield f"{_line(written, span)}: a line would be read as a note"


def _markers(source: Source, marks: Marks) -> Iterator[tuple[Span, int]]:
    """Yield the markers that are read, each with its note; those that are not printed are none."""
    for marker in marks.markers:
        if marker.printed:
            yield _raw(source, marker.span), marker.note


def _raw(source: Source, span: Span) -> Span:
    start = source.raw_offset(span[0])
    return start, max(source.raw_offset(span[1] - 1) + 1, start + 1)


def _line(written: WrittenText, span: Span) -> str:
    return f"line {written.text.count(chr(10), 0, span[0]) + 1}"
