"""The way from a DOCX to the raw text of a transcription, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.encode.marks import SIGNS_OF_MARK
from pipeline.model.document import Span
from pipeline.model.source import Source
from pipeline.review.fix.apply import Lines
from pipeline.review.merging.compared import compared
from pipeline.review.merging.edits import (
    OpenPoint,
    WordEdit,
    applied,
    is_made,
    moved_by,
    original,
    place_behind,
)
from pipeline.review.merging.shown import ShownMark, ShownPassage, WordFate
from pipeline.review.merging.transcribed import TranscribedPassage

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RawEdit:
    """A stretch of the raw text, and the text that replaces it."""

    span: Span
    text: str


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
        found = {edit: is_made(edit, self.edits, words, self.passage.text) for edit in self.edits}
        made = [edit for edit, is_made in found.items() if is_made]
        self.unsure = [edit for edit, is_made in found.items() if is_made is None]
        self.edits = [
            replace(edit, start=edit.start + moved, end=edit.end + moved)
            for edit, is_made in found.items()
            if is_made is False
            for moved in [moved_by(made, edit.start)]
        ]
        return applied(words, made)

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
            self.differences.append(OpenPoint(what, place_behind(words, start, self.where)))
        return places
