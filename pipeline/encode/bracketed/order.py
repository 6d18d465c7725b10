"""Give markers in brackets their notes: by label, and by order where a label comes again.

Notes that follow one another without text of the document between them are a block: those below
a paragraph, those of a chapter, or all of the file. A block takes the markers before it that have
its labels, both read from the end, so that of several chapters the last one goes first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.encode.bracketed.notes import note_at
from pipeline.encode.bracketed.settings import BracketedMarkers
from pipeline.encode.markers.candidates import blank_pages
from pipeline.encode.standoff import Marker, NoteList, PageMark, Resolution
from pipeline.model.document import Span

_DOUBTFUL = 0.8
_NOTHING = 1 << 60
_USUAL_DIGITS = 3


@dataclass(frozen=True, slots=True)
class _FoundMarker:
    """A marker in the text or in a note; ``host`` is that note, or -1."""

    span: Span
    label: str
    host: int


def resolve(
    text: str, notes: NoteList | None, pages: Sequence[PageMark], settings: BracketedMarkers
) -> Resolution:
    """Find the note of every marker."""
    readable = blank_pages(text, pages)
    known = notes or NoteList(len(text), ())
    places = list(_places(readable, known, settings))
    chapters = [match.start() for match in settings.chapter.finditer(readable)]
    matching = _Matching(places, known, chapters)
    markers = tuple(
        _marker(readable, index, note, matching, known)
        for index, note in sorted(matching.note_of.items())
    )
    left = (place for index, place in enumerate(places) if index not in matching.note_of)
    return Resolution(tuple(_apart(markers)), tuple(_strays(left, known)))


def _apart(markers: Sequence[Marker]) -> Iterator[Marker]:
    """Leave a space between two markers, which both would take, to the first."""
    done = 0
    for marker in markers:
        start, end = marker.span
        yield replace(marker, span=(done, end)) if start < done < end else marker
        done = max(done, end)


def _places(text: str, notes: NoteList, settings: BracketedMarkers) -> Iterator[_FoundMarker]:
    for match in settings.marker.finditer(text):
        host = note_at(notes, match.start())
        if host < 0 or match.start() >= notes.notes[host].span[0]:
            yield _FoundMarker(match.span(), match["label"], host)


def _marker(text: str, index: int, note: int, matching: _Matching, notes: NoteList) -> Marker:
    place = matching.places[index]
    span = _with_its_space(text, place, notes)
    if index not in matching.doubtful:
        return Marker(span, note, place.label, 1.0)
    others = matching.likes(index)
    chance = round((1 - _DOUBTFUL) / max(len(others), 1), 6)
    runners_up = tuple((matching.places[other].span, chance) for other in others)
    return Marker(span, note, place.label, _DOUBTFUL, runners_up)


class _Matching:
    """Matches places and notes, block by block; ``note_of`` leads from place to note."""

    def __init__(
        self, places: Sequence[_FoundMarker], notes: NoteList, chapters: Sequence[int]
    ) -> None:
        self.places = places
        self.notes = notes.notes
        self.chapters = chapters
        self.note_of: dict[int, int] = {}
        self.doubtful: set[int] = set()
        self.labelled: defaultdict[str, list[int]] = defaultdict(list)
        for index, place in enumerate(places):
            self.labelled[place.label].append(index)
        self._match_all()
        self._come_again()

    def likes(self, index: int) -> list[int]:
        """Give the places with the same label on both sides of one."""
        same = self.labelled[self.places[index].label]
        at = bisect_left(same, index)
        return [*same[max(at - 1, 0) : at], *same[at + 1 : at + 2]]

    def _match_all(self) -> None:
        waiting: defaultdict[str, list[int]] = defaultdict(list)
        done = 0
        for first, stop in self._blocks():
            begin = self.notes[stop - 1].number_span[0]
            while done < len(self.places) and self.places[done].span[0] < begin:
                waiting[self.places[done].label].append(done)
                done += 1
            labels = {note.number for note in self.notes[first:stop]}
            self._block(sorted(i for label in labels for i in waiting.pop(label, ())), first, stop)

    def _block(self, places: Sequence[int], first: int, stop: int) -> None:
        """Match the markers and notes of a block; what stands in a note takes those left over."""
        in_text = [index for index in places if self.places[index].host < 0]
        in_notes = [index for index in places if self.places[index].host >= 0]
        self._rising(in_text, range(first, stop))
        if in_notes:
            taken = set(self.note_of.values())
            self._rising(in_notes, [note for note in range(first, stop) if note not in taken])
        at = Counter(self.places[index].label for index in places)
        listed = Counter(note.number for note in self.notes[first:stop])
        again = {label for label, count in listed.items() if 1 < count != at[label]}
        matched = (index for index in places if index in self.note_of)
        self.doubtful.update(index for index in matched if self.places[index].label in again)

    def _blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the first note of each block and the one after its last."""
        in_text = [place.span[0] for place in self.places if place.host < 0]
        first = 0
        for note in range(1, len(self.notes) + 1):
            if note < len(self.notes):
                start, end = (self.notes[i].number_span[0] for i in (note - 1, note))
                if bisect_left(in_text, start) == bisect_left(in_text, end):
                    continue
            yield first, note
            first = note

    def _rising(self, places: Sequence[int], notes: Sequence[int]) -> None:
        """Match markers and notes that both go on, from their end to their beginning.

        Where the labels differ, the marker or the note is skipped, whichever leads to a match
        in fewer steps.
        """
        at: defaultdict[str, list[int]] = defaultdict(list)
        for position, index in enumerate(places):
            at[self.places[index].label].append(position)
        listed: defaultdict[str, list[int]] = defaultdict(list)
        for order, note in enumerate(notes):
            listed[self.notes[note].number].append(order)
        position, order = len(places) - 1, len(notes) - 1
        while position >= 0 and order >= 0:
            place, full = self.places[places[position]], self.notes[notes[order]]
            if place.span[0] > full.number_span[0]:
                position -= 1
            elif place.label == full.number:
                self.note_of[places[position]] = notes[order]
                position, order = position - 1, order - 1
            else:
                to_place = position - _last_before(at[full.number], position)
                to_note = order - _last_before(listed[place.label], order)
                if to_place <= to_note:
                    position -= 1
                else:
                    order -= 1

    def _come_again(self) -> None:
        """Give a marker without a note the note of a marker with its label in the same chapter.

        The one after it speaks first. One that comes below its note is doubtful: its own note may
        have been lost.
        """
        matched = dict(self.note_of)
        for same in self.labelled.values():
            after = self._nearest(reversed(same), matched)
            before = self._nearest(same, matched)
            for index in same:
                others = [near[index] for near in (after, before) if index in near]
                likes = [other for other in others if self._same_chapter(index, other)]
                if index in matched or not likes:
                    continue
                note = self.note_of[index] = matched[likes[0]]
                if self.places[index].span[0] > self.notes[note].number_span[0]:
                    self.doubtful.add(index)

    def _nearest(self, indices: Iterable[int], matched: Mapping[int, int]) -> dict[int, int]:
        """Lead each of ``indices`` without a note to the last one before it that has one."""
        last = None
        found: dict[int, int] = {}
        for index in indices:
            if index in matched:
                last = index
            elif last is not None:
                found[index] = last
        return found

    def _same_chapter(self, one: int, other: int) -> bool:
        places = (self.places[one].span[0], self.places[other].span[0])
        return bisect_left(self.chapters, min(places) + 1) == bisect_left(
            self.chapters, max(places) + 1
        )


def _last_before(rising: Sequence[int], place: int) -> int:
    index = bisect_left(rising, place) - 1
    return rising[index] if index >= 0 else -_NOTHING


def _strays(left: Iterator[_FoundMarker], notes: NoteList) -> Iterator[Span]:
    """Yield the unmatched markers, without years and words of the editors.

    A number may have as many digits as those of the notes; a letter or a sign counts where there
    are such notes.
    """
    labels = [note.number for note in notes.notes]
    digits = max((len(label) for label in labels if label.isdecimal()), default=_USUAL_DIGITS)
    has_others = any(not label.isdecimal() for label in labels)
    for place in left:
        if len(place.label) <= digits if place.label.isdecimal() else has_others:
            yield place.span


def _with_its_space(text: str, place: _FoundMarker, notes: NoteList) -> Span:
    """Add the space that would stand twice, or at a line's edge, were the marker taken out.

    A space of the indentation belongs to no marker.
    """
    start, end = place.span
    at_edge = place.host >= 0 and start == notes.notes[place.host].span[0]
    before = "" if at_edge else text[max(start - 2, 0) : start]
    after = text[end : end + 1]
    if before.endswith(" ") and before[0] not in " \n" and after in {"", "\n", "\t", " "}:
        return start - 1, end
    if before[-1:] in {"", "\n"} and after == " ":
        return start, end + 1
    return start, end
