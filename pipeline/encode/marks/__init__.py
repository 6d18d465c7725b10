"""The marks of transcribers: read by tables, and taken off the text, which keeps its words.

What a mark means is never guessed, since the same signs mean opposite things in different houses:
``[x]`` is deleted at one library and supplied at another. A table says it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from pipeline.encode.forms.builder import Builder
from pipeline.encode.forms.settings import known_forms
from pipeline.encode.marks import nodes
from pipeline.encode.marks.by_letter import LETTER_MARKS
from pipeline.encode.marks.rows import DEFAULT, MarkRow, mark_row, ready_table
from pipeline.encode.marks.scan import MarkFound, scanner_of
from pipeline.encode.pages import PageSettings
from pipeline.encode.standoff import with_its_space
from pipeline.model.document import Span
from pipeline.model.marks import MarksRead, OwnMark, TranscribersMark
from pipeline.model.source import Part, Source

__all__ = ["DEFAULT", "MarkRow", "raised_rows", "read_marks_of", "rows_in"]

POINT = "\ufffc"
"""Stands in the text for what a mark without words means."""
SIGNS_OF_MARK = "signs of a mark left out"
_DROPPED = "mark that is no part of the text left out"
_PAGE = "page mark in another form"
_BREAKS = frozenset({(nodes.PAGE,), (nodes.NEXT_PAGE,)})
_WORD = re.compile(r"\S")
_LINE_BOUNDS = frozenset(("\n", ""))
_BLANKS = frozenset((" ", "\u00a0"))


@cache
def rows_in(tables: tuple[str, ...], own: tuple[OwnMark, ...] = ()) -> tuple[MarkRow, ...]:
    """Give the rows of ``tables`` behind those of the edition itself."""
    first = (mark_row(one.write, one.means, dict(one.said)) for one in own)
    return (*first, *(row for name in tables for row in ready_table(name)))


def read_marks_of(
    source: Source, rows: tuple[MarkRow, ...], pages: PageSettings, *, is_usual: bool = False
) -> Source:
    """Give the text without the signs of its marks, and the marks at their places.

    Where pages begin is written as ``pages`` has it; that ``is_usual`` tells that no other form is
    read in the text.
    """
    if not rows:
        return source
    found = scanner_of(rows).find(source.text)
    if not found.marks and not found.unclosed:
        return source
    counts = Counter((one.row.write, " and ".join(one.row.means)) for one in found.marks)
    before = source.marks_read or MarksRead((), (0, 0))
    places = [*(one.words or one.whole for one in found.marks), *found.unclosed]
    first = before.place if before.counts else min(places)
    listed = tuple((*key, count) for key, count in counts.items())
    read = MarksRead((*before.counts, *listed), first, (*before.unclosed, *found.unclosed))
    if not found.marks:
        return replace(source, marks_read=read)
    marks = [_with_blanks(source.text, one) for one in found.marks]
    placed = sorted((*source.marks, *_marks(source.text, marks)), key=_outer_first)
    marked = replace(source, marks=tuple(placed), marks_read=read)
    return marked.laid_out(_parts(source.text, _cuts(source.text, marks, pages, is_usual=is_usual)))


def _outer_first(mark: TranscribersMark) -> tuple[int, int]:
    return mark.span[0], -mark.span[1]


@cache
def raised_rows(rows: tuple[MarkRow, ...]) -> tuple[MarkRow, ...]:
    """Give the rows for raised letters, by which numbers are read that are no markers."""
    return tuple(replace(row, may_be_marker=False) for row in rows if row.may_be_marker)


def _with_blanks(text: str, found: MarkFound) -> MarkFound:
    """Add to the end of a line the blanks around it, and to what is left out the one too many."""
    start, end = found.whole
    if found.row.means == (nodes.LEFT_OUT,):
        return replace(found, whole=with_its_space(text, found.whole))
    if found.row.means in ((nodes.LINE,), (nodes.LINE_IN_WORD,)):
        while text[start - 1 : start] in _BLANKS and start > 0:
            start -= 1
        while text[end : end + 1] in _BLANKS and end < len(text):
            end += 1
        return replace(found, whole=(start, end))
    return found


def _marks(text: str, found: Sequence[MarkFound]) -> Iterator[TranscribersMark]:
    """Give the marks by place, the outer before the inner."""
    placed: list[tuple[int, int, int, TranscribersMark]] = []
    for order, one in enumerate(found):
        start, end = one.words or _stretch(one)
        marks = (
            TranscribersMark((start, end), node, one.words is None)
            for node in nodes.nodes_of(one.row.means, _said(one))
        )
        placed += [(start, -end, order, mark) for mark in marks]
        if _stands_apart(text, one):
            low, high = one.whole[0], start
            placed.append((low, -high, order, TranscribersMark((low, high), None, is_point=True)))
    yield from (mark for *_, mark in sorted(placed, key=lambda one: one[:3]))


def _stands_apart(text: str, found: MarkFound) -> bool:
    """Tell whether a caption, or a remark, begins a line; it is never a heading."""
    is_apart = found.words is not None and not nodes.APART.isdisjoint(found.row.means)
    return is_apart and text[found.whole[0] - 1 : found.whole[0]] in _LINE_BOUNDS


def _said(found: MarkFound) -> Mapping[str, str]:
    said = dict(found.said)
    if nodes.PICTURE in found.row.means:
        said.setdefault("description", found.row.write.strip("[]").lower())
    return said


def _stretch(found: MarkFound) -> Span:
    """Give all that a mark without words stands for; an end of a line in a word is a place."""
    start, end = found.whole
    return (start, start) if found.row.means == (nodes.LINE_IN_WORD,) else (start, end)


def _parts(text: str, cuts: Iterable[tuple[int, int, str, str]]) -> list[Part]:
    builder = Builder(text)
    at = 0
    for low, end, put, reason in sorted(cuts):
        start = max(low, at)
        builder.copy(at, start)
        builder.put(start, end, put, reason)
        at = max(at, end)
    builder.copy(at, len(text))
    return builder.parts


def _cuts(
    text: str, found: Sequence[MarkFound], pages: PageSettings, *, is_usual: bool
) -> Iterator[tuple[int, int, str, str]]:
    """Give what is taken off, and what is put in its place; pages without a number are counted.

    A break whose page has a mark of its own is taken off where that mark is read with the others
    of its form, and else together with it.
    """
    own = _own_marks(text, found, pages.number)
    breaks = sum(one.row.means in _BREAKS for one in found)
    is_read = not is_usual and len(own) == breaks and pages.pattern.search(text) is None
    blank = len(text) - len(text.lstrip())
    last = ended = 0
    for one in found:
        start, end = one.whole
        if one.words is not None:
            low, high = one.words
            if start < low:
                yield start, low, POINT if _stands_apart(text, one) else "", SIGNS_OF_MARK
            if high < end:
                yield high, end, "", SIGNS_OF_MARK
            if one.row.write in LETTER_MARKS:
                for at, after, put in LETTER_MARKS[one.row.write].rewrite(text, low, high):
                    yield at, after, put, SIGNS_OF_MARK
        elif one.row.means == (nodes.LINE_IN_WORD,):
            yield start, end, "", SIGNS_OF_MARK
        elif one.row.means == (nodes.LINE,):
            yield start, end, " ", SIGNS_OF_MARK
        elif one.row.means == (nodes.PAGE,):
            number = dict(one.said).get("number", "")
            last = int(number) if number.isdecimal() else last
            yield start, end, number.join(pages.ends), _PAGE
        elif start in own and own[start][0] and not is_read:
            number, end = own[start]
            last = int(number) if number.isdecimal() else last
            yield start, end, number.join(pages.ends), _PAGE
        elif one.row.means == (nodes.NEXT_PAGE,):
            number = dict(one.said).get("number", "")
            if start in own or (ended and not number and not text[ended:start].strip()):
                yield *with_its_space(text, one.whole), "", _DROPPED
                continue
            last, ended = _page_after(number, last, is_first=start <= blank), end if number else 0
            yield start, end, f"[{last}]".join(pages.ends), _PAGE
        elif one.row.means == (nodes.LEFT_OUT,):
            yield start, end, "", _DROPPED
        else:
            yield start, end, POINT, SIGNS_OF_MARK


def _own_marks(
    text: str, found: Sequence[MarkFound], numbers: str
) -> Mapping[int, tuple[str, int]]:
    """Give for each break above the mark of its page, by its place, that number and its end.

    There is no number where that mark is one of those ``found``.
    """
    forms = [form for form in known_forms().of_pages(numbers) if form.is_sure]
    read = {one.whole[0] for one in found if one.row.means == (nodes.PAGE,)}
    own = {}
    for start, end in (one.whole for one in found if one.row.means == (nodes.NEXT_PAGE,)):
        words = _WORD.search(text, end)
        below = words.start() if words else len(text)
        matches = (form.pattern.match(text, below) for form in forms)
        match = next((one for one in matches if one and one["number"]), None)
        if below in read:
            own[start] = "", end
        elif match:
            own[start] = match["number"], match.end()
    return own


def _page_after(number: str, last: int, *, is_first: bool) -> int:
    """Count the page that begins behind the page ``number``, or the ``last``.

    Behind text that is not numbered it is the second; ``is_first`` tells that there is none.
    """
    if number.isdecimal():
        return int(number) + 1
    return last + 1 if last or is_first else 2
