"""Changes in a DOCX, word by word, and where in a transcription each belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from pipeline.encode.marks import SIGNS_OF_MARK
from pipeline.model.document import Span
from pipeline.model.source import Source
from pipeline.review.fix.apply import Lines
from pipeline.review.merging.compared import compared
from pipeline.review.merging.shown import ShownItem, ShownMark, ShownPassage, ShownWords, WordFate
from pipeline.review.merging.transcribed import NOTES, TranscribedPassage

_AROUND = 24
_WINDOWS = (40, 20, 10, 5)
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class WordEdit:
    """What is put in the place of the characters ``start`` to ``end`` of a passage as it was.

    ``follows_word`` and ``precedes_word`` say whether a word that it belongs to stands right beside
    it in its paragraph; where it ``leaves_look``, it is not set off as that word before it is.
    ``marks`` is the number of marks before it, and ``place`` says to a person where.
    """

    start: int
    end: int
    text: str
    marks: int
    place: str
    follows_word: bool = False
    precedes_word: bool = False
    leaves_look: bool = False


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A change that is left to a person: what it is, and where."""

    what: str
    place: str


@dataclass(frozen=True, slots=True)
class RawEdit:
    """What is put in the place of a stretch of the raw text."""

    span: Span
    text: str


def edits_of(passage: ShownPassage, where: str) -> tuple[list[WordEdit], list[OpenPoint]]:
    """Give the changes of words in a passage, and those that are no words."""
    items = passage.items
    edits: list[WordEdit] = []
    left = [OpenPoint(what, where) for what in passage.others]
    at = marks = first = 0
    words = original(passage)
    while first < len(items):
        item, last = items[first], first + 1
        if isinstance(item, ShownMark):
            marks += item.fate is not WordFate.INSERTED
            if item.fate is not WordFate.KEPT:
                left.append(
                    OpenPoint(f"a {item.kind} was {item.fate.value}", _at(words, at, where))
                )
        elif item.fate is WordFate.KEPT:
            at += len(item.text)
        else:
            while last < len(items) and _goes_on(items[last], item.unit):
                last += 1
            edit, is_alike = _edit(items, first, last, at, marks, _at(words, at, where))
            if words[edit.start : edit.end] != edit.text:
                edits.append(edit)
            if not is_alike:
                left.append(OpenPoint(f"the look of “{edit.text}”, which was put in", edit.place))
            at = edit.end
        first = last
    return edits, left


def original(passage: ShownPassage) -> str:
    """Give the words of a passage as they were before all changes."""
    return "".join(
        item.text
        for item in passage.items
        if isinstance(item, ShownWords) and item.fate is not WordFate.INSERTED
    )


def _goes_on(item: ShownItem, unit: int) -> bool:
    return isinstance(item, ShownWords) and item.fate is not WordFate.KEPT and item.unit == unit


def _edit(
    items: Sequence[ShownItem], first: int, last: int, at: int, marks: int, place: str
) -> tuple[WordEdit, bool]:
    """Make an edit of the changes from ``first`` to ``last``; tell whether its look is kept.

    Words belong to those beside them that look alike, and else to those before them.
    """
    changed = [item for item in items[first:last] if isinstance(item, ShownWords)]
    deleted = [item for item in changed if item.fate is WordFate.DELETED]
    inserted = [item for item in changed if item.fate is WordFate.INSERTED]
    text, end = "".join(item.text for item in inserted), at + sum(len(one.text) for one in deleted)
    looks = {item.look for item in inserted}
    if deleted or not inserted:
        is_alike = not inserted or looks == {item.look for item in deleted}
        return WordEdit(at, end, text, marks, place), is_alike
    before, after = (
        next((one.look for one in near if _is_word(one, items[first].unit)), None)
        for near in (items[max(first - 1, 0) : first], items[last : last + 1])
    )
    if after is not None and before is not None and looks == {after} != {before}:
        before = None
    leaves = bool(before and looks == {frozenset()} and len(before) == 1)
    is_alike = leaves or looks <= {look for look in (before, after) if look is not None}
    if before is None and after is None:
        is_alike = looks == {frozenset()}
    beside = before is not None, after is not None
    return WordEdit(at, end, text, marks, place, *beside, leaves_look=leaves), is_alike


def _is_word(item: ShownItem, unit: int) -> TypeGuard[ShownWords]:
    return isinstance(item, ShownWords) and item.unit == unit


def _at(words: str, at: int, where: str) -> str:
    """Name a place by the words before it."""
    return f"{where}, behind “{words[max(at - _AROUND, 0) : at]}”"


class WayToRaw:
    """The way from a passage as a DOCX shows it to the raw text of its transcription.

    Where the words of both differ though no change is tracked there, ``differences`` says it, and
    nothing is led back. ``edits`` are those that the transcription does not have yet, ``unsure``
    those of which that cannot be told.
    """

    def __init__(
        self, shown: ShownPassage, edits: Sequence[WordEdit], passage: TranscribedPassage,
        source: Source, raw: str, where: str,
    ) -> None:  # fmt: skip
        self.passage = passage
        self.source = source
        self.lines = Lines(raw)
        self.differences: list[OpenPoint] = []
        self.where = where
        words = original(shown)
        self.edits, self.unsure = list(edits), list[WordEdit]()
        if words != passage.text:
            words = self._without_made(words)
        self._places: Sequence[int | None] = range(len(words))
        if words != passage.text:
            self._places = self._aligned(words)
        kinds = [
            item.kind
            for item in shown.items
            if isinstance(item, ShownMark) and item.fate is not WordFate.INSERTED
        ]
        self._has_same_marks = kinds == [kind for _, kind, _ in passage.marks]

    def edit(self, edit: WordEdit) -> WordEdit | None:
        """Give an edit with the places of the transcription's passage; None where it has none."""
        is_beside_words = edit.follows_word or edit.precedes_word or edit.end > edit.start
        if not self._has_same_marks and not is_beside_words:
            return None
        marks = edit.marks if self._has_same_marks else self._marks_before(edit)
        if edit.end > edit.start:
            places = [self._places[at] for at in range(edit.start, edit.end)]
            first = places[0]
            if first is None or places != list(range(first, first + len(places))):
                return None
            return replace(edit, start=first, end=first + len(places), marks=marks)
        if self._is_parted(edit.start):
            return None
        near = edit.start - 1 if edit.follows_word else edit.start
        if edit.follows_word or edit.precedes_word:
            place = self._places[near]
            if place is None:
                return None
            at = place + int(edit.follows_word)
        else:
            at = self.passage.marks[edit.marks - 1][0] if edit.marks else 0
        return replace(edit, start=at, end=at, marks=marks)

    def _is_parted(self, at: int) -> bool:
        """Tell whether the transcription has other words between those on both sides of a place."""
        ends = (-1, *self._places, len(self.passage.text))
        before, after = ends[at], ends[at + 1]
        return before is None or after is None or after != before + 1

    def raw(self, edit: WordEdit) -> RawEdit | None:
        """Lead an edit of :meth:`edit` to the raw text; None where it has no one place there."""
        places = self.passage.places
        if edit.end > edit.start:
            first = places[edit.start]
            if first is None or list(places[edit.start : edit.end]) != [
                first + number for number in range(edit.end - edit.start)
            ]:
                return None
            span = self._raw_span((first, first + edit.end - edit.start))
            return None if span is None else RawEdit(span, edit.text)
        if edit.follows_word or edit.precedes_word:
            place = places[edit.start - int(edit.follows_word)]
            span = None if place is None else self._raw_span((place, place + 1))
            at = None if span is None else span[int(edit.follows_word)]
            at = self._behind(at, SIGNS_OF_MARK) if at and edit.leaves_look else at
        else:
            at = self._behind_mark(edit.marks)
        return None if at is None else RawEdit((at, at), edit.text)

    def _behind_mark(self, marks: int) -> int | None:
        """Give the place behind the last of so many marks, and behind the signs around it."""
        if not marks:
            return None
        span = self._raw_span(self.passage.marks[marks - 1][2])
        if span is None:
            return None
        return self._behind(span[1])

    def _behind(self, at: int, reason: str = "") -> int:
        """Give the place behind the signs that were taken off there; the first one of a reason."""
        for edit in self.source.log:
            if edit.raw_start == at and not edit.after and reason in ("", edit.reason):
                at += len(edit.before)
                if reason:
                    break
        return at

    def _raw_span(self, span: Span) -> Span | None:
        start, end = span
        if not 0 <= start < end:
            return None
        found = self.source.replacement(span, "")
        return None if found is None else self.lines.span(found.location)

    def _marks_before(self, edit: WordEdit) -> int:
        place = self._places[max(edit.start - int(edit.follows_word), 0)]
        return sum(1 for at, _, _ in self.passage.marks if place is not None and at <= place)

    def _without_made(self, words: str) -> str:
        """Take the edits that the transcription has already for words of the DOCX as it was."""
        found = {edit: _is_made(edit, self.edits, words, self.passage.text) for edit in self.edits}
        made = [edit for edit, is_made in found.items() if is_made]
        self.unsure = [edit for edit, is_made in found.items() if is_made is None]
        self.edits = [
            replace(edit, start=edit.start + moved, end=edit.end + moved)
            for edit, is_made in found.items()
            if is_made is False
            for moved in [_moved(made, edit.start)]
        ]
        return _applied(words, made)

    def _aligned(self, words: str) -> list[int | None]:
        """Find the words of the DOCX in the transcription, and say where they are others."""
        places: list[int | None] = [None] * len(words)
        for kind, start, end, other, stop in compared(words, self.passage.text):
            if kind == "equal":
                places[start:end] = range(other, stop)
                continue
            here, there = words[start:end][:_SHOWN], self.passage.text[other:stop][:_SHOWN]
            if not there:
                what = f"“{here}” is not in the transcription, and not tracked"
            elif not here:
                what = f"“{there}” of the transcription is not there, and not tracked"
            else:
                what = f"“{here}” is “{there}” in the transcription, and not tracked"
            self.differences.append(OpenPoint(what, _at(words, start, self.where)))
        return places


def _is_made(edit: WordEdit, edits: Sequence[WordEdit], before: str, there: str) -> bool | None:
    """Tell whether the words ``there`` have an edit; None where it cannot be told.

    It is looked for with the words around it, as they were and as all edits make them.
    """
    after = _applied(before, edits)
    if there == after:
        return True
    start = edit.start + _moved(edits, edit.start)
    for width in _WINDOWS:
        around = [
            (before[max(edit.start - width, 0) : edit.start], before[edit.end : edit.end + width]),
            (after[max(start - width, 0) : start], after[start + len(edit.text) :][:width]),
        ]
        old, new = (
            any(f"{left}{words}{right}" in there for left, right in around)
            for words in (before[edit.start : edit.end], edit.text)
        )
        if old != new:
            return new
    return None


def _moved(edits: Iterable[WordEdit], at: int) -> int:
    """Tell by how much edits before a place move it."""
    return sum(len(one.text) - (one.end - one.start) for one in edits if one.start < at)


def _applied(words: str, edits: Iterable[WordEdit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.marks)):
        parts += words[at : edit.start], edit.text
        at = edit.end
    return "".join([*parts, words[at:]])


def edited(
    passage: TranscribedPassage, edits: Sequence[WordEdit]
) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Give the words of a passage once ``edits`` are made, and the places of its notes then."""
    noted = []
    for number, (place, kind, _) in enumerate(passage.marks):
        before = [edit for edit in edits if edit.marks <= number and edit.end <= place]
        moved = sum(len(edit.text) - (edit.end - edit.start) for edit in before)
        if kind in NOTES:
            noted.append((place + moved, kind))
    return _applied(passage.text, edits), tuple(noted)
