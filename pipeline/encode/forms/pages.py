"""Find page marks in any form, with the running heads beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.encode.forms.lists import before_blanks, is_last
from pipeline.encode.forms.settings import Forms, PageForm
from pipeline.encode.forms.torn import is_in_the_way, is_torn
from pipeline.model.document import Span

_TITLE = r"[A-ZÄÖÜÉÈ][^\n]{2,70}"
_HEAD = re.compile(
    rf"(?:(?P<before>{_TITLE}?)[ \t]+)?(?P<number>[0-9]{{1,4}})(?:[ \t]+(?P<after>{_TITLE}))?"
)
_WORD = re.compile(r"\S")
_BARE_LINE = re.compile(r"(?m:^)[^\[{(<|/:\f]+(?m:$)")
_LEAST = 2
_SHORT = 50  # a longer one is a line of the text, where nothing but its side tells it from one
_STOPS = frozenset(".,;:!?")
_SIDES = "rv"  # the front and the back of a leaf
_HEADS = "34 RUNNING HEAD"


@dataclass(frozen=True, slots=True)
class Page:
    """A page mark: all that stands for it, and its number; empty where none is printed."""

    span: Span
    number: str


@dataclass(frozen=True, slots=True)
class Pages:
    """The page marks of a text in one form; ``is_sure`` is false where they may be text.

    Those that ``may_be_feet`` may as well stand below the pages that they number.
    """

    form: str
    marks: tuple[Page, ...]
    is_sure: bool
    may_be_feet: bool = False


def find_pages(text: str, forms: Forms, number: str, taken: frozenset[str] | None) -> Pages | None:
    """Find page marks of a form that the profile does not read; None where there are none.

    ``taken`` are the labels of notes: a number in brackets among them is no page. Where it is
    None, numbers in brackets may be markers, and only forms that nothing else has are looked for.
    """
    pages = _find_pages(text, forms, number, taken)
    if pages is None or not is_last(text, pages.marks[-1].span[1]):
        return pages
    are_bare = all(_BARE_LINE.fullmatch(text, *mark.span) for mark in pages.marks)
    return replace(pages, may_be_feet=are_bare)


def _find_pages(text: str, forms: Forms, number: str, taken: frozenset[str] | None) -> Pages | None:
    heads = _running_heads(text)
    if heads is not None and heads.is_sure:
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
        is_read = not form.is_torn or _are_in_the_way(text, marks)
        if is_read and numbers[:1] != ["1"] and _are_pages(numbers):  # markers count from 1
            read = Pages(form.name, marks, is_sure=len(marks) > _LEAST)
            return heads if heads is not None and _have_words_below(read, heads) else read
    return heads


def _marks(text: str, form: PageForm) -> tuple[Page, ...]:
    return tuple(Page(match.span(), match["number"] or "") for match in form.pattern.finditer(text))


def _are_in_the_way(text: str, marks: Sequence[Page]) -> bool:
    """Tell whether marks tear sentences, but for those at the edges of lines."""
    torn = [is_in_the_way(text, *mark.span) for mark in marks]
    at_edges = (
        text[start - 1 : start] == "\n" or text.startswith("\n", end)
        for start, end in (mark.span for mark in marks)
    )
    return any(torn) and all(map(any, zip(torn, at_edges, strict=True)))


def _are_spelt_alike(text: str, marks: Sequence[Page]) -> bool:
    """Tell whether the same letters stand around each number; otherwise they are slips."""
    spelt = {
        text[slice(*mark.span)].replace(mark.number, "", 1).strip() if mark.number else ""
        for mark in marks
    }
    return len(spelt - {""}) <= 1


def _have_words_below(numbers: Pages, heads: Pages) -> bool:
    """Tell whether all ``numbers`` are those of running heads, whose words stand below them."""
    ends = dict(mark.span for mark in heads.marks)
    return all(ends.get(start, end) > end for start, end in (mark.span for mark in numbers.marks))


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
    """Find the lines above pages: a number that rises by one, with words beside it.

    The words are the same on several pages, or stand behind form feeds, or on the outer side: the
    numbers of left pages are even and begin the line, those of right ones end it. Without form
    feeds, what counts from 1 are articles, chapters or days, and may be where the numbers do not
    stand on the outer side. A line alone is one where it stands in the middle of a sentence.
    """
    heads = list(_head_lines(text))
    words = Counter(head.title for head in heads)
    same = [head for head in heads if words[head.title] >= _LEAST]
    outside = [head for head in heads if head.is_outside and len(head.title) < _SHORT]
    rows = (
        ([head for head in same if head.title.isupper()], True),
        ([head for head in heads if text[head.span[0]] == "\f"], True),
        (same, False),
        ([head for head in outside if text.startswith("\n", head.span[0] - 2)], False),
        (outside, False),
    )
    for row, is_sure in rows:
        if len(row) >= _LEAST and _rise_by_one([head.number for head in row]):
            is_fed = all(text[head.span[0]] == "\f" for head in row)
            if row[0].number == "1" and not is_fed:
                continue
            marks = tuple(Page(head.span, head.number) for head in row)
            has_sides = is_fed or all(head.is_outside for head in row)
            return Pages(_HEADS, marks, is_sure and has_sides)
    torn = [head for head in heads if _is_set_out(text, head) and _is_within(text, head.span)]
    if len(torn) == 1:
        return Pages(_HEADS, (Page(torn[0].span, torn[0].number),), is_sure=False)
    return None


def _is_set_out(text: str, head: _HeadLine) -> bool:
    """Tell whether the words are capitals, or stand far from the number, and have no figures."""
    is_plain = not any(letter.isdecimal() for letter in head.title)
    return is_plain and (head.title.isupper() or "   " in text[slice(*head.span)].strip())


def _is_within(text: str, line: Span) -> bool:
    """Tell whether a line stands between blank lines in the middle of a sentence."""
    start, end = line
    below = _WORD.search(text, end) if text[start - 2 : start] == "\n\n" else None
    return below is not None and is_torn(text, before_blanks(text, start), below.start())


@dataclass(frozen=True, slots=True)
class _HeadLine:
    """A line that may stand above a page; ``begins`` tells that the number stands first."""

    span: Span
    number: str
    title: str
    begins: bool

    @property
    def is_outside(self) -> bool:
        return self.begins == (int(self.number) % 2 == 0)


def _head_lines(text: str) -> Iterator[_HeadLine]:
    """Yield lines that may be running heads; the words may stand in the line below."""
    end = text.find("\n")
    for line in text.split("\n")[1:]:
        start, end = end + 1, end + 1 + len(line)
        words = line.strip()
        is_numbered = words[:1].isdecimal() or words[-1:].isdecimal()
        found = _HEAD.fullmatch(words) if is_numbered else None
        if not found or (found["before"] and found["after"]):
            continue
        title, stop = (found["before"] or found["after"] or "").strip(), end
        if not title:
            below = text[end + 1 :].partition("\n")[0]
            if text[end : end + 1] != "\n" or not below.isupper():
                continue
            title, stop = below.strip(), end + 1 + len(below)
        if title.isupper() or title[-1] not in _STOPS:
            yield _HeadLine((start, stop), found["number"], title, not found["before"])
