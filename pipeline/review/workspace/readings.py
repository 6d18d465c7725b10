"""What each stretch of a transcription was read as, how sure that is, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.encode.assemble import note_ids
from pipeline.encode.blocks.kinds import NAMES
from pipeline.encode.reading import Marks
from pipeline.engine.stages import EncodedDocument
from pipeline.model import document as model
from pipeline.model.decisions import NONE
from pipeline.model.diagnostics import Location
from pipeline.model.document import Span
from pipeline.model.source import Source

_LEAST = 0.01  # what is less likely is no reading to be offered


class ReadingKind(StrEnum):
    """What a stretch can be read as."""

    LINE = "line"
    MARKER = "marker"
    NOTE = "note"
    PAGE = "page"
    REFERENCE = "reference"
    PERSON = "person"
    PLACE = "place"
    TERM = "term"
    DATE = "date"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What else may be: another ``value`` here, or the same at another place.

    Of the likely places of a note without a marker, no ``chance`` is known.
    """

    value: str
    chance: float | None
    span: Span
    location: Location


@dataclass(frozen=True, slots=True)
class PlacedReading:
    """What stands at ``span`` of the normalized text, which is ``location`` in the raw file.

    ``value`` is the role of a line, the number of the note that a marker belongs to or that a note
    of the list has, the number of a page, the address of a reference, the key of a person, a place
    or a term, the days of a date in W3C form, the class of the node that a transcriber's mark
    means. ``id`` is that of the note or the page in TEI and HTML, by which a marker and its note
    are known to belong together. ``confidence`` is a probability; ``others`` are the next best
    readings, best first. A note that has no marker in print is not ``printed`` where it belongs.
    """

    kind: ReadingKind
    span: Span
    location: Location
    value: str
    id: str = ""
    confidence: float = 1.0
    others: tuple[OtherReading, ...] = ()
    printed: bool = True


def readings_of(work: EncodedDocument) -> tuple[PlacedReading, ...]:
    """Give all that was read in a text, by place, the longer before the shorter.

    Of TEI that was given as such, and of a text that could not be encoded, nothing is known.
    """
    if work.document is None or work.marks is None:
        return ()
    found = [
        *_lines(work.marks, work.source),
        *_notes(work.marks, work.id, work.source),
        *_words(work.document, work.source),
        *_transcribers(work.source),
    ]
    return tuple(sorted(found, key=lambda one: (one.span[0], -one.span[1], one.kind)))


def _lines(marks: Marks, source: Source) -> Iterator[PlacedReading]:
    for one in marks.lines:
        span = one.line.span
        if span[0] >= span[1]:
            continue
        location = source.location(span)
        others = (
            (OtherReading(NAMES[one.second].role, one.chance, span, location),)
            if one.second
            else ()
        )
        role = NAMES[one.kind].role
        yield PlacedReading(ReadingKind.LINE, span, location, role, "", one.confidence, others)


def _notes(marks: Marks, document: str, source: Source) -> Iterator[PlacedReading]:
    listed = marks.listed
    ids = note_ids(document, marks.labels())
    likely = dict(marks.unseated)
    for index, (note, name) in enumerate(zip(listed, ids, strict=True)):
        place = source.location(note.number_span)
        others = tuple(
            OtherReading(note.number, None, span, source.location(span))
            for span in likely.get(index, ())
        )
        yield PlacedReading(
            ReadingKind.NOTE, note.number_span, place, note.number, name, others=others
        )
    for marker in marks.markers:
        number = listed[marker.note].number
        here = source.location(marker.span)
        places = [
            OtherReading(number, chance, span, source.location(span))
            for span, chance in marker.runners_up
            if span != marker.span and chance >= _LEAST
        ]
        left = 1 - marker.confidence - sum(chance for _, chance in marker.runners_up)
        if marker.confidence < 1:
            places.append(OtherReading(NONE, max(left, 0.0), marker.span, here))
        yield PlacedReading(
            ReadingKind.MARKER, marker.span, here, number, ids[marker.note], marker.confidence,
            tuple(places), marker.printed,
        )  # fmt: skip
    for page in marks.pages:
        place = source.location(page.span)
        name = model.page_id(page.number)
        yield PlacedReading(ReadingKind.PAGE, page.span, place, page.number, name)


def _words(document: model.Document, source: Source) -> Iterator[PlacedReading]:
    for node in model.walk(document):
        word = _word(node)
        if word is None:
            continue
        kind, value = word
        span = model.span_of(node)
        if model.NOWHERE[0] < span[0] < span[1]:
            yield PlacedReading(kind, span, source.location(span), value)


def _word(node: model.Node) -> tuple[ReadingKind, str] | None:
    """Give what a node says that some words are, and to what they lead; most nodes say nothing."""
    if isinstance(node, model.Reference):
        return ReadingKind.REFERENCE, node.target
    if isinstance(node, model.Date):
        days = (node.when, node.from_, node.to, node.not_before, node.not_after)
        return ReadingKind.DATE, "/".join(day for day in days if day)
    if isinstance(node, model.PersonName):
        return ReadingKind.PERSON, node.key
    if isinstance(node, model.Place):
        return ReadingKind.PLACE, node.key
    return (ReadingKind.TERM, node.key) if isinstance(node, model.Term) else None


def _transcribers(source: Source) -> Iterator[PlacedReading]:
    for mark in source.marks:
        if mark.node is not None:
            value = type(mark.node).__name__
            yield PlacedReading(ReadingKind.MARK, mark.span, source.location(mark.span), value)
