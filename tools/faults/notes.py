"""Faults of markers and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from faults.transcription import Edit, Fault, Kind, MarkerAt, NoteAt, Place, Seed, Transcription

_WORD_END = re.compile(r"(?<=[a-z]{3})(?= [a-z])", re.ASCII)
_INSIDE_SENTENCE = re.compile(r"(?<=[a-z]) (?=[a-z])", re.ASCII)
_HIGHEST = 9


def _markers(text: Transcription) -> Sequence[Seed]:
    return [(place,) for place in range(len(text.markers))]


def _notes(text: Transcription) -> Sequence[Seed]:
    return [(place,) for place in range(len(text.notes))]


def _pairs(text: Transcription) -> Sequence[Seed]:
    return _notes(text)[:-1]


def _of(text: Transcription, marker: MarkerAt) -> tuple[Place, Place]:
    """The places of a marker and of its note."""
    note = text.notes[marker.note]
    return text.at(marker.start, marker.end), text.at(note.start, note.end - 1)


def _marker_of(text: Transcription, note: int) -> MarkerAt | None:
    return next((marker for marker in text.markers if marker.note == note), None)


def _delete_marker(text: Transcription, seed: Seed, _: Random) -> Fault:
    marker = text.markers[seed[0]]
    return Fault((Edit(marker.start, marker.end),), _of(text, marker), notes=(marker.note,))


def _double_marker(text: Transcription, seed: Seed, random: Random) -> Fault | None:
    marker = text.markers[seed[0]]
    again = text.draw(_WORD_END, random)
    if again is None or marker.start <= again <= marker.end:
        return None
    return Fault(
        (Edit(again, again, marker.label),), (text.at(again), text.at(marker.start, marker.end))
    )


def _moved(text: Transcription, marker: MarkerAt, to: int, *also: Place) -> Fault:
    out, into = Edit(marker.start, marker.end), Edit(to, to, marker.label)
    edits = (out, into) if marker.start < to else (into, out)
    return Fault(edits, (*_of(text, marker), text.at(to), *also))


def _in_text(text: Transcription) -> list[int]:
    return [place for place, one in enumerate(text.markers) if one.end <= text.end]


def _with_one_after(text: Transcription) -> Sequence[Seed]:
    return [(place,) for place in _in_text(text)[:-1]]


def _between(text: Transcription, low: int, high: int, random: Random) -> int | None:
    ends = [match.start() for match in _WORD_END.finditer(text.text, low, high)]
    return random.choice(ends) if ends else None


def _move_past_next(text: Transcription, seed: Seed, random: Random) -> Fault | None:
    """Move a marker behind a word between the next marker and the one after that."""
    marker, after = text.markers[seed[0]], text.markers[seed[0] + 1]
    rest = [one.start for one in text.markers[seed[0] + 2 :] if one.end <= text.end]
    to = _between(text, after.end + 1, min(rest, default=text.end), random)
    return None if to is None else _moved(text, marker, to, *_of(text, after))


def _move_between(text: Transcription, seed: Seed, random: Random) -> Fault | None:
    """Move a marker to another word between its neighbours."""
    marker = text.markers[seed[0]]
    low = max((one.end for one in text.markers if one.end <= marker.start), default=0)
    high = min((one.start for one in text.markers if one.start >= marker.end), default=text.end)
    to = _between(text, max(low, text.heading[1]) + 1, min(high, text.end), random)
    if to is None or marker.start - 1 <= to <= marker.end + 1:
        return None
    return _moved(text, marker, to)


def _after_words(text: Transcription) -> Sequence[Seed]:
    return [
        (place,)
        for place, one in enumerate(text.markers)
        if re.search(r"[a-z]{4}$", text.text[max(one.start - 4, 0) : one.start])
    ]


def _move_into_word(text: Transcription, seed: Seed, _: Random) -> Fault:
    marker = text.markers[seed[0]]
    return _moved(text, marker, marker.start - 2)


def _change_marker(text: Transcription, seed: Seed, random: Random) -> Fault | None:
    marker = text.markers[seed[0]]
    if not marker.label.isdecimal():
        return None
    figures = set(range(1, len(text.notes) + _HIGHEST)) - {int(marker.label)}
    changed = Edit(marker.start, marker.end, str(random.choice(sorted(figures))))
    after = [text.at(one.start, one.end) for one in text.markers if one.note == marker.note + 1]
    return Fault((changed,), (*_of(text, marker), *after), notes=(marker.note,))


def _around(text: Transcription, place: int) -> tuple[Place, ...]:
    """The notes beside a note, where numbers part; the marker of it and the one after."""
    beside = text.notes[max(place - 1, 0) : place + 2]
    marks = [one for one in text.markers if one.note in {place, place + 1}]
    return (
        text.at(beside[0].start, beside[-1].end - 1),
        *(text.at(one.start, one.end) for one in marks),
    )


def _cut(text: Transcription, note: NoteAt) -> Edit:
    end = note.end
    while end < len(text.text) and text.text[end] == "\n":
        end += 1
    return Edit(note.start, end)


def _drop_note(text: Transcription, seed: Seed, _: Random) -> Fault:
    return Fault((_cut(text, text.notes[seed[0]]),), _around(text, seed[0]))


def _drop_and_count_anew(text: Transcription, seed: Seed, _: Random) -> Fault:
    """Drop a note from a list that counts itself, so that no number is missing."""
    later = [
        Edit(note.number, note.number + len(note.label), str(int(note.label) - 1))
        for note in text.notes[seed[0] + 1 :]
    ]
    marks = [text.at(one.start, one.end) for one in text.markers if one.end <= text.end]
    places = (*_around(text, seed[0]), *marks[:1], *marks[-1:])
    return Fault((_cut(text, text.notes[seed[0]]), *later), places)


def _swap_notes(text: Transcription, seed: Seed, _: Random) -> Fault:
    one, other = text.notes[seed[0]], text.notes[seed[0] + 1]
    edits = (
        Edit(one.start, one.end, text.text[other.start : other.end]),
        Edit(other.start, other.end, text.text[one.start : one.end]),
    )
    return Fault(edits, _around(text, seed[0]) + _around(text, seed[0] + 1))


def _inside_notes(text: Transcription) -> Sequence[Seed]:
    return [
        (match.start(), match.end())
        for match in _INSIDE_SENTENCE.finditer(text.text, text.end)
        if text.notes
    ]


def _tear_note(text: Transcription, seed: Seed, _: Random) -> Fault:
    return Fault((Edit(seed[0], seed[1], "\n\n"),), (text.at(seed[0], seed[1]),))


def _empty_note(text: Transcription, seed: Seed, _: Random) -> Fault:
    note = text.notes[seed[0]]
    marker = _marker_of(text, seed[0])
    places = [text.at(note.start, note.end - 1)]
    if marker is not None:
        places.append(text.at(marker.start, marker.end))
    return Fault((Edit(note.text, note.end),), tuple(places))


def _double_number(text: Transcription, seed: Seed, _: Random) -> Fault:
    one, other = text.notes[seed[0]], text.notes[seed[0] + 1]
    edit = Edit(other.number, other.number + len(other.label), one.label)
    return Fault((edit,), _around(text, seed[0] + 1))


def _lose_number(text: Transcription, seed: Seed, _: Random) -> Fault:
    note = text.notes[seed[0]]
    return Fault((Edit(note.number, note.text),), _around(text, seed[0]))


def _misnumber(text: Transcription, seed: Seed, random: Random) -> Fault:
    note = text.notes[seed[0]]
    other = random.choice([n for n in range(1, len(text.notes) + _HIGHEST) if n != int(note.label)])
    edit = Edit(note.number, note.number + len(note.label), str(other))
    return Fault((edit,), _around(text, seed[0]))


UNKNOWABLE = Kind(
    "marker moved to another word between its neighbours",
    ("N102", "N117", "N118", "N122", "N201"),
    "No text tells where a marker stands but the printed page; not counted.",
    _markers,
    _move_between,
)

KINDS = (
    Kind("marker deleted", ("N102", "N109", "N124", "N201", "N204"),
         "The note has no marker, or a doubtful one: at the note, where the marker was, or at what "
         "is taken for it instead.",
         _markers, _delete_marker),
    Kind("marker doubled", ("N107", "N108", "N201"),
         "One of the two is one too many: at either.", _markers, _double_marker),
    Kind("marker moved past the next", ("N102", "N105", "N107", "N108", "N201", "N204"),
         "The order is broken: at one of the two markers or of their notes.",
         _with_one_after, _move_past_next),
    Kind("marker moved into its word", ("N102", "N117", "N201", "T152"),
         "It stands inside a word, or was not taken for a marker: there or at the note.",
         _after_words, _move_into_word),
    Kind("number of marker changed",
         ("N102", "N105", "N107", "N108", "N109", "N123", "N124", "N201", "N204"),
         "Marker and note do not answer to each other: at either, at the next marker, where "
         "numbers part, or at what is taken for the marker instead.", _markers, _change_marker),
    Kind("note dropped", ("N102", "N103", "N107", "N123", "N201", "N204"),
         "A number is missing in the list, or a marker has no note: at the marker of the note, the "
         "marker after it, or the notes beside.", _notes, _drop_note),
    Kind("note dropped, list counted anew", ("N102", "N107", "N201", "N204"),
         "As before; the list shows nothing, so that the first or last marker may be left over.",
         _notes, _drop_and_count_anew),
    Kind("two notes swapped", ("N102", "N103", "N105", "N107", "N112", "N123", "N201",
         "N204", "T180"),
         "The list is out of order: at one of the two, at the notes beside or at their markers.",
         _pairs, _swap_notes),
    Kind("note torn", ("N113", "N114", "S134"),
         "A sentence of the note is broken: at either end.", _inside_notes, _tear_note),
    Kind("note emptied", ("N106", "V104"), "The note has no text: at the note or its marker.",
         _notes, _empty_note),
    Kind("number of note doubled", ("N102", "N103", "N104", "N107", "N201", "N204", "T180"),
         "Two notes have one number, and a number is missing: at one of them.",
         _pairs, _double_number),
    Kind("number of note lost", ("N102", "N103", "N107", "N123", "N201", "N204", "T180"),
         "The note is part of the one before, and its marker has no note.", _notes, _lose_number),
    Kind("number of note changed", ("N102", "N103", "N104", "N107", "N123", "N201", "N204",
         "T180"),
         "The list does not count on: at the note, those beside it, or its marker.",
         _notes, _misnumber),
)  # fmt: skip
