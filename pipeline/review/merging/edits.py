"""Changes in a DOCX, word by word, and where in a transcription each belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from pipeline.review.merging.shown import ShownItem, ShownMark, ShownPassage, ShownWords, WordFate
from pipeline.review.merging.transcribed import NOTES, TranscribedPassage

_AROUND = 24
_WINDOWS = (40, 20, 10, 5)


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
                    OpenPoint(
                        f"a {item.kind} was {item.fate.value}", place_behind(words, at, where)
                    )
                )
        elif item.fate is WordFate.KEPT:
            at += len(item.text)
        else:
            while last < len(items) and _goes_on(items[last], item.unit):
                last += 1
            edit, is_alike = _edit(items, first, last, at, marks, place_behind(words, at, where))
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


def place_behind(words: str, at: int, where: str) -> str:
    """Name a place by the words before it."""
    return f"{where}, behind “{words[max(at - _AROUND, 0) : at]}”"


def is_made(edit: WordEdit, edits: Sequence[WordEdit], before: str, there: str) -> bool | None:
    """Tell whether the words ``there`` have an edit; None where it cannot be told.

    It is looked for with the words around it, as they were and as all edits make them.
    """
    after = applied(before, edits)
    if there == after:
        return True
    start = edit.start + moved_by(edits, edit.start)
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


def moved_by(edits: Iterable[WordEdit], at: int) -> int:
    """Tell by how much edits before a place move it."""
    return sum(len(one.text) - (one.end - one.start) for one in edits if one.start < at)


def applied(words: str, edits: Iterable[WordEdit]) -> str:
    """Give the words of a passage once ``edits`` are made."""
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
    return applied(passage.text, edits), tuple(noted)
