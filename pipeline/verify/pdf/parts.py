"""Split the text of a PDF into its documents, and resolve its links.

A PDF does not say where a document begins; the expected texts do, one after another. Where one
does not match, the next that does ends it.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.verify.differences import pair
from pipeline.verify.expected import Expected
from pipeline.verify.reading import BLOCK, Mark, MarkKind, NoteReading, Passage, Reading

_ENOUGH = 200  # characters that tell the beginning of a document
_SHIFTED = frozenset({"superscript", "subscript"})
_FAR = 5  # documents looked at when one has not been found


def part(
    book: Passage,
    notes: Mapping[str, NoteReading],
    expected: Sequence[Expected],
    unnamed: Collection[str] = (),
) -> list[Reading]:
    """Part ``book`` into the documents that are ``expected`` in it.

    Those that are ``unnamed`` have no named place where they begin.
    """
    cuts = list(ranges(book.text, [one.reading.body.text for one in expected]))
    bodies = list(_bodies(book, cuts))
    for index in range(len(bodies) - 1):
        wanted = expected[cuts[index].document].reading.body
        bodies[index], bodies[index + 1] = _hand_back(wanted, bodies[index], bodies[index + 1])
    readings = []
    for cut, body in zip(cuts, bodies, strict=True):
        name = expected[cut.document].reading.id
        readings.append(Reading(name, _anchored(name, body, unnamed), tuple(_notes(body, notes))))
    return readings


@dataclass(frozen=True, slots=True)
class StretchOfText:
    """The number of a document and where its text begins and ends."""

    document: int
    start: int
    end: int


def ranges(text: str, wanted: Sequence[str]) -> Iterator[StretchOfText]:
    """Find where in ``text`` each of the ``wanted`` texts stands."""
    place, index = 0, 0
    while index < len(wanted) and place < len(text):
        end, following = place + len(wanted[index]), index + 1
        if not (text.startswith(wanted[index], place) and text[end : end + 1] in ("", BLOCK)):
            end = len(text)
            for later in range(index + 1, min(index + 1 + _FAR, len(wanted))):
                found = text.find(BLOCK + wanted[later][:_ENOUGH], place)
                if found >= 0:
                    end, following = found, later
                    break
        if following == len(wanted):
            end = len(text)
        yield StretchOfText(index, place, end)
        place, index = end + 1, following


def _bodies(book: Passage, cuts: Sequence[StretchOfText]) -> Iterator[Passage]:
    rest = iter(sorted(enumerate(book.marks), key=lambda pair: (pair[1].start, pair[0])))
    waiting = next(rest, None)
    for cut in cuts:
        marks: list[Mark] = []
        while waiting is not None and waiting[1].start <= cut.end:
            mark = waiting[1]
            marks.append(replace(mark, start=mark.start - cut.start, end=mark.end - cut.start))
            waiting = next(rest, None)
        yield Passage(book.text[cut.start : cut.end], (*_others(marks), *_looks_among(marks)))


def _others(marks: Sequence[Mark]) -> Iterator[Mark]:
    return (mark for mark in marks if mark.kind is not MarkKind.LOOK)


def _looks_among(marks: Sequence[Mark]) -> list[Mark]:
    """Give the looks among marks, in the order in which they are expected."""
    looks = (mark for mark in marks if mark.kind is MarkKind.LOOK)
    return sorted(looks, key=lambda mark: (mark.value, mark.start))


def _looks_wanted(found: Passage, wanted: Passage) -> Iterator[Mark]:
    """Give the looks of a passage as far as words are to look so.

    A template may emphasize more, but has to show all that is emphasized in the text, and to strike
    out what is struck out and nothing else. Where a line breaks in raised or lowered words, the
    tree may take the one for the other.
    """
    looks = _looks_among(found.marks)
    there = sorted(looks, key=lambda mark: mark.start)
    struck = [mark for mark in looks if mark.value == "del"]
    others = [mark for mark in _looks_among(wanted.marks) if mark.value != "del"]
    yield from sorted((*struck, *_as_wanted(there, others)), key=lambda one: (one.value, one.start))


def _as_wanted(there: Sequence[Mark], wanted: Iterable[Mark]) -> Iterator[Mark]:
    """Give of the looks ``there`` the parts that are ``wanted``."""
    for one in wanted:
        same = _SHIFTED if one.value in _SHIFTED else {one.value}
        first = reached = -1
        for look in there:
            start, end = max(look.start, one.start), min(look.end, one.end)
            if look.value not in same or start >= end:
                continue
            if reached >= 0 and start > reached:
                yield replace(one, start=first, end=reached)
                reached = -1
            first = first if reached >= 0 else start
            reached = max(reached, end)
        if reached >= 0:
            yield replace(one, start=first, end=reached)


def _hand_back(wanted: Passage, body: Passage, following: Passage) -> tuple[Passage, Passage]:
    """Give ``body`` the page marks that end it; read on, they seem to begin the next document."""
    last = 0
    for mark in reversed(list(_others(wanted.marks))):
        if mark.start < len(wanted.text) or mark.kind not in (MarkKind.PAGE, MarkKind.ANCHOR):
            break
        last += 1
    count = 0
    for mark in following.marks[:last]:
        if mark.start > 0 or mark.kind not in (MarkKind.PAGE, MarkKind.ANCHOR):
            break
        count += 1
    end = len(body.text)
    moved = tuple(replace(mark, start=end, end=end) for mark in following.marks[:count])
    rest = Passage(following.text, following.marks[count:])
    return Passage(body.text, (*body.marks, *moved)), rest


def _anchored(name: str, body: Passage, unnamed: Collection[str]) -> Passage:
    """Put the anchor of a document, which its heading bears, where the document begins."""
    own = Mark(MarkKind.ANCHOR, 0, 0, name)
    rest = [m for m in body.marks if (m.kind, m.value) != (MarkKind.ANCHOR, name)]
    found = len(rest) < len(body.marks) or name in unnamed
    return Passage(body.text, (own, *rest) if found else tuple(rest))


def _notes(passage: Passage, notes: Mapping[str, NoteReading]) -> Iterator[NoteReading]:
    for mark in passage.marks:
        if mark.kind is MarkKind.NOTE:
            note = notes[mark.value]
            yield note
            yield from _notes(note.passage, notes)


def lead(
    found: Sequence[Reading],
    expected: Sequence[Expected],
    targets: Mapping[str, Sequence[str]],
) -> list[Reading]:
    """Lead links and second markers to their targets.

    ``targets`` gives for the value of a mark what stands at its target: names, an address, or
    the numbers of notes. A note's place is where its marker or its text stands, so each note
    whose text is the one expected can be arrived at. Of what stands at one place, a link leads to
    what is expected of it.
    """
    wanted = {one.reading.id: one.reading for one in expected}
    notes: dict[str, NoteReading] = {}
    for reading in found:
        for e, f in pair(wanted[reading.id].notes, reading.notes):
            notes[reading.notes[f].id] = wanted[reading.id].notes[e]

    def led(passage: Passage, wanted: Passage, *before: Mark) -> Passage:
        links = _links(wanted)
        others = (mark_led(mark, links) for mark in _others(passage.marks))
        return Passage(passage.text, (*before, *others, *_looks_wanted(passage, wanted)))

    def mark_led(mark: Mark, links: Mapping[tuple[int, int], str]) -> Mark:
        if mark.kind is MarkKind.SECOND_MARKER:
            return replace(mark, value=_one_of(targets[mark.value], notes))
        if mark.kind is MarkKind.LINK:
            there = [notes[t].id if t in notes else t for t in targets[mark.value]]
            return replace(mark, value=_one_of(there, (links.get((mark.start, mark.end)),)))
        return mark

    def note_led(note: NoteReading) -> NoteReading:
        if note.id not in notes:
            return replace(note, passage=led(note.passage, Passage("")))
        anchor = Mark(MarkKind.ANCHOR, 0, 0, notes[note.id].id)
        return replace(note, passage=led(note.passage, notes[note.id].passage, anchor))

    return [
        Reading(
            reading.id, led(reading.body, wanted[reading.id].body),
            tuple(map(note_led, reading.notes)),
        )
        for reading in found
    ]  # fmt: skip


def _one_of(there: Sequence[str], wanted: Container[str | None]) -> str:
    """Give the first of the targets at a place that is among the expected ones."""
    return next((name for name in there if name in wanted), there[0])


def _links(passage: Passage) -> dict[tuple[int, int], str]:
    links = (mark for mark in passage.marks if mark.kind is MarkKind.LINK)
    return {(mark.start, mark.end): mark.value for mark in links}
