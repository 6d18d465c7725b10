"""Find page marks in any form, with the running heads beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.encode.forms.settings import Forms, PageForm
from pipeline.model.document import Span

_TITLE = r"[A-ZÄÖÜÉÈ][^\n]{2,70}"
_HEAD = re.compile(
    rf"(?P<before>{_TITLE}?)?[ \t]*\b(?P<number>[0-9]{{1,4}})\b[ \t]*(?P<after>{_TITLE})?"
)
_BELOW_BLANK = re.compile(r"\n\n(?P<line>[^\n]+)")
_LEAST = 2
_SIDES = "rv"  # the front and the back of a leaf


@dataclass(frozen=True, slots=True)
class Page:
    """A page mark: all that stands for it, and its number; empty where none is printed."""

    span: Span
    number: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The page marks of a text in one form; ``is_sure`` is false where they may be text."""

    form: str
    marks: tuple[Page, ...]
    is_sure: bool


def find_pages(text: str, forms: Forms, number: str, taken: frozenset[str] | None) -> Pages | None:
    """Find page marks of a form that the profile does not read; None where there are none.

    ``taken`` are the labels of notes: a number in brackets among them is no page. Where it is
    None, numbers in brackets may be markers, and only forms that nothing else has are looked for.
    """
    heads = _running_heads(text)
    if heads is not None:
        return heads
    for form in forms.of_pages(number):
        if form.needs not in text:
            continue
        marks = _marks(text, form)
        if marks and form.is_sure and _are_spelt_alike(text, marks):
            return Pages(form.name, marks, is_sure=True)
        if taken is None:
            continue
        marks = tuple(mark for mark in marks if mark.number not in taken)
        numbers = [mark.number for mark in marks]
        if numbers[:1] != ["1"] and _are_pages(numbers):  # markers count from 1
            return Pages(form.name, marks, is_sure=len(marks) > _LEAST)
    return None


def _marks(text: str, form: PageForm) -> tuple[Page, ...]:
    return tuple(Page(match.span(), match["number"] or "") for match in form.pattern.finditer(text))


def _are_spelt_alike(text: str, marks: Sequence[Page]) -> bool:
    """Tell whether the same letters stand around each number; otherwise they are slips."""
    spelt = {
        text[slice(*mark.span)].replace(mark.number, "", 1).strip() if mark.number else ""
        for mark in marks
    }
    return len(spelt - {""}) <= 1


def _are_pages(numbers: Sequence[str]) -> bool:
    """Tell whether numbers are those of pages that follow one another.

    Of three and more, some may stand behind the others: in the notes, which come last.
    """
    if len(numbers) > _LEAST and all(number.isdecimal() for number in numbers):
        values = [int(number) for number in numbers]
        falls = sum(after < before for before, after in pairwise(values))
        return falls <= 1 and sorted(values) == list(range(min(values), max(values) + 1))
    return len(numbers) >= _LEAST and _rise_by_one(numbers)


def _rise_by_one(numbers: Sequence[str]) -> bool:
    """Tell whether pages follow one another; of leaves, the backs alone may be marked."""
    values = [_place(number) for number in numbers]
    leaves = all(number[-1:] in _SIDES for number in numbers)
    return all(
        1 <= after - before <= 1 + leaves and after > 0 for before, after in pairwise(values)
    )


def _place(number: str) -> int:
    """Give where a page or the side of a leaf stands among the others; -1 where that is unknown."""
    figures = number.rstrip(_SIDES)
    if not figures.isdecimal():
        return -1
    return 2 * int(figures) + _SIDES.index(number[-1]) if figures != number else int(number)


def _running_heads(text: str) -> Pages | None:
    """Find the lines above a page: a number that rises by one, with the same words beside it.

    The words may stand in the line of the number or in the one below.
    """
    lines = list(_head_lines(text))
    words = Counter(title for _, _, title in lines)
    same = [line for line in lines if line[2] and words[line[2]] >= _LEAST]
    if len(same) < _LEAST or not _rise_by_one([number for _, number, _ in same]):
        return None
    marks = tuple(Page(span, number) for span, number, _ in same)
    return Pages("34 RUNNING HEAD", marks, is_sure=True)


def _head_lines(text: str) -> Iterator[tuple[Span, str, str]]:
    """Yield lines that may be running heads below a blank line, with number and words."""
    for match in _BELOW_BLANK.finditer(text):
        found = _HEAD.fullmatch(match["line"].strip())
        if not found or bool(found["before"]) == bool(found["after"]) == True:  # noqa: E712
            continue
        start, end = match.span("line")
        title = (found["before"] or found["after"] or "").strip()
        if not title:
            below = text[end + 1 :].partition("\n")[0]
            if text[end : end + 1] != "\n" or not below.isupper():
                continue
            title, end = below.strip(), end + 1 + len(below)
        if title.isupper():
            yield (start, end), found["number"], title
