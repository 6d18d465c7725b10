"""Apply the decisions of a person in place of what encoding found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pipeline.encode.standoff import Marker, NoteList, overlaps, rising, with_its_space
from pipeline.model.decisions import Settled
from pipeline.model.document import Span

Decided = tuple[tuple[Span, int | None], ...]


def decide_notes(settled: Settled, notes: NoteList | None) -> tuple[Decided, tuple[Span, ...]]:
    """Give each decided place its note, an index into the list, or None for no marker.

    Where a number comes again in the list, the note after the place is meant, else the last. The
    second part are the places that were given a note which is not there, or one that only leads
    to itself, and those in the label of a note.
    """
    words = sorted([*notes.text_spans(), *(one.span for one in notes.notes)]) if notes else []
    given = [
        (span, note)
        for span, number in settled.markers
        if number is not None
        and (note := _note(number, span, notes)) is not None
        and overlaps(span, words)
    ]
    placed = dict(_led_to(given, notes)) if notes else {}
    decided = tuple(
        (span, placed.get(span))
        for span, number in settled.markers
        if number is None or span in placed
    )
    known = {span for span, _ in decided}
    return decided, tuple(span for span, _ in settled.markers if span not in known)


def with_given(
    decided: Decided, given: Sequence[tuple[Span, int]], note_list: NoteList | None
) -> Decided:
    """Add the markers that the form of the text shows, except where a person has decided."""
    if not given or note_list is None:
        return decided
    given = _led_to(given, note_list)
    notes = {note for _, note in decided if note is not None}
    spans = sorted(span for span, _ in decided)
    free = [one for one in given if one[1] not in notes and not overlaps(one[0], spans)]
    return tuple(sorted([*decided, *free], key=lambda one: one[0]))


def _led_to(given: Sequence[tuple[Span, int]], note_list: NoteList) -> list[tuple[Span, int]]:
    """Leave out markers in a note that leads on, note by note, to nothing but itself.

    Else the words of those notes would be in no part of the document.
    """
    starts = [note.span[0] for note in note_list.notes]
    holders = [bisect_right(starts, span[0]) - 1 for span, _ in given]  # -1 is the text
    reached = {-1, *range(len(starts))} - {note for _, note in given}
    leading: dict[int, list[int]] = {}
    for holder, (_, note) in zip(holders, given, strict=True):
        leading.setdefault(holder, []).append(note)
    new = set(reached)
    while new:
        new = {note for holder in new for note in leading.get(holder, ())} - reached
        reached |= new
    return [one for holder, one in zip(holders, given, strict=True) if holder in reached]


def _note(number: str, span: Span, notes: NoteList | None) -> int | None:
    listed = notes.notes if notes else ()
    same = [index for index, note in enumerate(listed) if note.number == number]
    after = [index for index in same if listed[index].number_span[0] >= span[1]]
    return next(iter(after), same[-1] if same else None)


def settle_markers(
    text: str, found: Iterable[Marker], decided: Sequence[tuple[Span, int | None]]
) -> tuple[Marker, ...]:
    """Put the decided markers in the place of those found; both rise by place.

    A note that was decided on has the markers that were decided and no others.
    """
    if not decided:
        return tuple(found)
    notes = {note for _, note in decided if note is not None}
    spans = [span for span, _ in decided]
    free = [one for one in found if one.note not in notes and not overlaps(one.span, spans)]
    certain = [
        Marker(with_its_space(text, span), note, text[slice(*span)].strip(" "), 1.0)
        for span, note in decided
        if note is not None
    ]
    return rising([*free, *certain])
