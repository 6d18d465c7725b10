"""Find the markers of labels in the text, in any form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.encode.forms.settings import RAISED, MarkerForm
from pipeline.model.document import Span

_BLANKS = frozenset(" \u00a0")
_SYMBOL = re.compile(r"[*†‡§¶‖#]")
# Behind a word or a closing mark, or behind a year; then no figure and no word may follow.
_GLUED = (
    r"{0}(?:(?<=[^\W\d_]{0})|(?<=[^0-9][.,;:!?”’\"»)\]…]{0})|(?<=(?<![0-9])1[0-9]{{3}}{0}))(?![\w])"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A marker: all that is printed of it, and the label alone."""

    whole: Span
    label_span: Span
    label: str


def explicit(text: str, stretch: Span, form: MarkerForm, labels: Sequence[str]) -> list[Found]:
    """Give the markers of ``form`` in a stretch whose labels are among ``labels``."""
    known = frozenset(labels)
    found = []
    for match in form.pattern.finditer(text, *stretch):
        label = match["label"].translate(RAISED)
        start = match.start()
        if text[start - 1 : start] == "$":
            start -= 1
        while text[start - 1 : start] in _BLANKS:
            start -= 1
        if label in known and start > stretch[0] and text[start - 1] != "\n":
            found.append(Found((start, match.end()), match.span("label"), label))
    return found


def in_turn(found: Sequence[Found], labels: Sequence[str]) -> int:
    """Tell how many of ``labels`` have a marker, one after the other."""
    count, place = 0, 0
    for label in labels:
        for at in range(place, len(found)):
            if found[at].label == label:
                count, place = count + 1, at + 1
                break
    return count


def glued(text: str, stretch: Span, labels: Sequence[str]) -> list[Found]:
    """Give for each label the first place behind a word that may be its marker, in turn."""
    at, end = stretch
    found: list[Found] = []
    for label in labels:
        match = _glued(label).search(text, at, end)
        if match:
            found.append(Found(match.span(), match.span(), label))
            at = match.end()
    return found


@lru_cache(maxsize=1024)
def _glued(label: str) -> re.Pattern[str]:
    if _SYMBOL.match(label):
        return re.compile(rf"{re.escape(label)}(?<=\S{re.escape(label)})(?![*†‡§¶‖#])")
    return re.compile(_GLUED.format(re.escape(label)))


def by_label(labels: Sequence[str]) -> Mapping[str, int]:
    """Give the place of each label in its list; of one that comes twice, the first."""
    return {label: place for place, label in reversed(list(enumerate(labels)))}
