"""Find the markers of labels in the text, in any form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import ceil
from typing import TypeAlias

from pipeline.encode.forms.places import Found, MarkerPlaces
from pipeline.encode.forms.settings import FIGURE, RAISED, Forms, MarkerForm
from pipeline.model.document import Span

# Of the notes of a list, so many have to have a marker in the text before it.
SHARE = 0.6
_LONGEST = 400
_LABEL = 9  # no label is longer
_CORRECTED = re.compile(r"(?<![0-9])[0-9]{1,2}\Z", re.ASCII)
_LEADS_TO_POINT = re.compile(r"(?:[:;—•]|\b(?:and|or|und|oder|et|ou|to))\Z")
_PARENTHESIS = re.compile(r"[()]")
# Behind a word or a closing mark, a year or a day, or the end of a sentence; then no figure and no
# word may follow. The figure comes first, since a search for it is quick.
_GLUED = re.compile(
    r"[0-9](?:(?<=[^\W\d_][0-9])|(?<=[^0-9][.,;:!?”’\"»)\]…][0-9])"
    r"|(?<=(?<![0-9])1[0-9]{3}[0-9])|(?<=(?<![0-9])1[0-9]{3}[.,;:!?][0-9])"
    r"|(?<=[0-9][”’\"»)\]][0-9])|(?<=(?:ary|rch|ril|May|une|uly|ust|ber) [123][0-9][0-9])"
    r"|(?<=[0-9][.,;:][0-9])(?=[0-9]{0,2}(?: [A-ZÄÖÜ“]|\n)))[0-9]{0,2}[a-z]?(?!\w)"
    r"|[*†‡§║ǁ¶‖#](?<=[^\s*†‡§║ǁ¶‖#\[({/^][*†‡§║ǁ¶‖#])[*†‡§║ǁ¶‖#]{0,2}(?![*†‡§║ǁ¶‖#])"
)
_ANY_GLUED = re.compile(
    r"[0-9](?:(?<=[^\W\d_][0-9])|(?<=[^\W\d_][.,;:!?”’\"»)\]][0-9]))[0-9]{0,2}(?!\w)"
)


Marked: TypeAlias = tuple[MarkerForm | None, tuple[Found, ...], int]
"""The form of the markers that lead to a list, those that show themselves, how many lead there.

Without a form they are glued to words, and which they are is left to the reading of markers.
"""


class Candidates:
    """All places of a text that look like a marker, found once a form."""

    def __init__(self, text: str, forms: Forms) -> None:
        self.text = text
        self.forms = forms.markers
        self._all_signs = forms.signs
        self.head = forms.head
        self._known: dict[str, MarkerPlaces] = {}
        self._any_glued: list[int] | None = None
        self._forms: list[MarkerForm] | None = None

    def glued(self, stretch: Span, labels: Sequence[str]) -> int:
        """Tell how many of ``labels`` may have a marker glued to a word, one after the other."""
        return self._glued().in_turn(stretch, labels)

    def glued_ones(self, stretch: Span, labels: Sequence[str]) -> tuple[Found, ...]:
        """Give markers glued to words, one for each of ``labels``, in turn; none if one lacks."""
        return self._glued().row(stretch, labels)

    def counted(self) -> int:
        """Tell how far markers count from 1 through the text, in a sure form or glued to words."""
        sure = (self.of(form) for form in self.forms if form.is_sure)
        return max(places.counted() for places in (self._glued(), *sure))

    def _glued(self) -> MarkerPlaces:
        if "" not in self._known:
            found = (
                Found(match.span(), match.span(), match.group())
                for match in _GLUED.finditer(self.text)
            )
            self._known[""] = MarkerPlaces(list(found))
        return self._known[""]

    def _beside(self, shown: Sequence[Found], stretch: Span, labels: Sequence[str]) -> int:
        """Count the markers glued to words that are no part of those ``shown``."""
        within = {place for one in shown for place in range(*one.whole)}
        glued_ones = self._glued().inside(stretch, labels)
        others = [one for one in glued_ones if one.whole[0] not in within]
        return MarkerPlaces(others).in_turn(stretch, labels)

    def of(self, form: MarkerForm) -> MarkerPlaces:
        """Give all markers of a form."""
        if form.name not in self._known:
            has_sign = not self._signs.isdisjoint(form.signs)
            if form.is_unpaired:
                has_sign = has_sign and self.text.count(")") > self.text.count("(")
            self._known[form.name] = (
                MarkerPlaces(explicit(self.text, form)) if has_sign else _NOWHERE
            )
        return self._known[form.name]

    @cached_property
    def _signs(self) -> frozenset[str]:
        """Give the signs of markers that stand in the text at all."""
        return frozenset(sign for sign in self._all_signs if sign in self.text)

    def marked(self, stretch: Span, labels: Sequence[str]) -> Marked:
        """Give the form in which most labels have a marker; none where more are glued to words."""
        shown = self.shown(stretch, labels)
        if shown is not None:
            return shown
        return None, (), self.glued(stretch, labels)

    def shown(self, stretch: Span, labels: Sequence[str], weak_from: int = 1) -> Marked | None:
        """Give the form that shows most labels to have a marker, with signs of its own.

        None where too few labels have one, or more have one that is glued to a word. Weak forms
        need ``weak_from`` labels; beside a list of the usual form, plain figures need no form.
        """
        best: tuple[MarkerForm, int] | None = None
        least = ceil(SHARE * len(labels)) - 1
        is_glued = None
        for form in self._present():
            if form.is_weak:
                if form.kind == FIGURE and weak_from > 1:
                    continue
                if is_glued is None:
                    is_glued = len(labels) < weak_from or self._has_glued(stretch)
                if is_glued:
                    continue
            places = self.of(form)
            count = places.in_turn(stretch, labels) if places.all else 0
            if count <= least or count < form.least:
                continue
            if not form.is_weak or self._are_markers(form, stretch, labels):
                least, best = count, (form, count)
        if best is None:
            return None
        form, count = best
        found = tuple(self.of(form).inside(stretch, labels))
        # A number in brackets is a marker rather than one that is glued to a word, as in U1.
        beside = self._beside(found, stretch, labels)
        is_certain = form.is_sure and count == len(labels) == beside
        is_best = count > beside or (is_certain and not self._correct(found))
        return (form, found, count) if is_best else None

    def _has_glued(self, stretch: Span) -> bool:
        """Tell, quickly, whether any number is glued to a word."""
        if not stretch[0]:
            return self._first_glued < stretch[1]
        if self._any_glued is None:
            self._any_glued = [match.start() for match in _ANY_GLUED.finditer(self.text)]
        place = bisect_left(self._any_glued, stretch[0])
        return place < len(self._any_glued) and self._any_glued[place] < stretch[1]

    @cached_property
    def _first_glued(self) -> int:
        first = _ANY_GLUED.search(self.text)
        return first.start() if first else len(self.text)

    def _present(self) -> Sequence[MarkerForm]:
        """Give the forms that markers of the text may have, the weak ones among them."""
        if self._forms is None:
            self._forms = [form for form in self.forms if form.is_weak or self.of(form).all]
        return self._forms

    def _correct(self, found: Sequence[Found]) -> bool:
        """Tell whether a number in brackets corrects the one before it, as in ``May 2 [1]``."""
        return any(
            _CORRECTED.search(self.text, max(0, one.whole[0] - 4), one.whole[0])
            and self.text[one.whole[0]] == " "
            for one in found
        )

    def _are_markers(self, form: MarkerForm, stretch: Span, labels: Sequence[str]) -> bool:
        """Tell whether each label has one marker of a weak form, and nothing else is counted so.

        No colon, bullet or “and” leads to a marker, as to a point.
        """
        if self.of(form).count(stretch, labels) != len(labels):
            return False
        found = self.of(form).inside(stretch, labels)
        if [one.label for one in found] != list(labels):
            return False
        last = labels[-1]
        after = [str(int(last) + 1)] if last.isdecimal() else []
        return not (
            self.of(form).inside(stretch, after)
            or any(
                _LEADS_TO_POINT.search(self.text, max(0, one.whole[0] - 6), one.whole[0])
                for one in found
            )
        )


_NOWHERE = MarkerPlaces(())


def explicit(text: str, form: MarkerForm) -> list[Found]:
    """Give all markers of ``form``, with the blanks before them."""
    found = []
    for match in _matches(text, form):
        start, end = match.start(), match.end() + len(form.closing)
        if not form.behind.match(text, start) or (
            form.is_unpaired and _is_paired(text, start, end)
        ):
            continue
        if text[start - 1 : start] == "$":
            start -= 1
        while text[start - 1 : start] == " ":
            start -= 1
        if start > 0 and text[start - 1] != "\n":
            label = match["label"].translate(RAISED)
            found.append(Found((start, end), match.span("label"), label))
    return found


def _matches(text: str, form: MarkerForm) -> Iterator[re.Match[str]]:
    """Yield what may be a marker; of a form with a closing sign, what stands before each."""
    if not form.closing:
        yield from form.pattern.finditer(text)
        return
    at = text.find(form.closing)
    while at >= 0:
        match = form.pattern.search(text, max(0, at - _LABEL), at)
        if match and form.after.match(text, at + 1):
            yield match
        at = text.find(form.closing, at + 1)


def _is_paired(text: str, start: int, end: int) -> bool:
    """Tell whether the parenthesis that ends a stretch closes one of its line: ``(see p. 1)``."""
    low = max(text.rfind("\n", 0, start), start - _LONGEST) + 1
    opened = 0
    for match in _PARENTHESIS.finditer(text, low, start):
        opened = max(0, opened + (1 if match.group() == "(" else -1))
    return opened > text.startswith(")", end)


def by_label(labels: Sequence[str]) -> Mapping[str, int]:
    """Give the place of each label in its list; of one that comes twice, the first."""
    return {label: place for place, label in reversed(list(enumerate(labels)))}
