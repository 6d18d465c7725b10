"""Offer every place of a text where a marker could stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from pipeline.encode.standoff import PageMark
from pipeline.model.document import Span

PAGE_FILLER = "\x1f"
SYMBOL = -1
LETTER = -2
_REPEATED = "(?:{}){{1,3}}"
_RUN = re.compile(r"[0-9]+")
_CENTURY = re.compile(r"1[789][0-9]{3}")
_FRACTION = re.compile(r"(?<![0-9])[0-9]{1,3}\.\Z")
_GROUPED = re.compile(r"[0-9][.,]\Z")
_YEAR = len("1943")
_LONGEST = len("999")
_NEXT = re.compile(r"[0-9]{1,3}(?![0-9])", re.ASCII)
_JOINTS = frozenset(".,/–-")
_CURRENCIES = frozenset("$£€")
_SIGNS = frozenset("+=~@")
_POINT_AFTER = frozenset("$£€+-–\t\n")
_EMPHASIS = 60
_WORD = 60
_WORD_END = 3
_MOST_BESIDE = 3
_HEADING = re.compile(
    r"(?:No\. |Nr\. ?|N[°º]\.? ?"
    r"|(?i:letter|brief|lettre|carta|lettera|epistola|epistula) (?:(?i:no|nr|n)\.?[°º]?\.? ?)?)\Z"
)
_ENDED_WORD = re.compile(r"[^\W\d_][^\W\dA-Z_]{2}\Z")
_POINTS = set(".,;:)]”")


class MarkerCandidate(NamedTuple):
    """``text[start:end]`` read as the marker ``label``; its whole run of digits is from ``run``.

    ``number`` is the label as a number, or ``SYMBOL`` or ``LETTER``. ``host`` is the note in
    whose text the candidate stands, -1 for the text before the notes.
    """

    start: int
    end: int
    label: str
    number: int
    run: int
    host: int = -1


def is_whole(text: str, candidate: MarkerCandidate) -> bool:
    """Tell whether a figure of the text is no part of a number, but of a year.

    In the cell of a table it has a word before it, or it is a symbol behind a word or number.
    """
    start, end, _, number, run, host = candidate
    if host >= 0 or number == LETTER:
        return False
    if in_cell(text, start, end) and not _ends_word(text, run, number):
        return False
    if number >= 0 and is_beside(text, candidate):
        return False
    if run == start:
        return not _FRACTION.search(text, max(0, start - _YEAR), start)
    return start - run == _YEAR and _CENTURY.match(text, run, end) is not None


def blank_pages(text: str, pages: Sequence[PageMark]) -> str:
    """Overwrite page marks, so that nothing in them is a candidate and offsets stay."""
    parts: list[str] = []
    done = 0
    for page in pages:
        start, end = page.span
        parts += text[done:start], PAGE_FILLER * (end - start)
        done = end
    return "".join([*parts, text[done:]])


def find_runs(text: str) -> list[Span]:
    """Give every run of digits."""
    return [run.span() for run in _RUN.finditer(text)]


Labels: TypeAlias = Mapping[str, int]
"""The numbers that a document's count can reach, each by its label.

A run of digits is cut for them anywhere, ``19435`` into 1943 and 5. Any other number up to 999 is a
label where nothing has to be cut, or a year is cut off.
"""


@lru_cache(maxsize=256)
def labels_of(*stretches: range) -> Labels:
    """Give the labels of all numbers in some stretches."""
    return {str(number): number for stretch in stretches for number in stretch}


def find_candidates(
    text: str, runs: Sequence[Span], span: Span, numbers: Labels, symbols: Iterable[str]
) -> list[MarkerCandidate]:
    """Give the candidates of ``text[span]``, rising by place.

    A number stands at the end of one of the ``runs`` of digits of the text, or is the whole of
    it: ``19435`` offers 5, 35 and 435; digits of the text never follow a marker directly.
    """
    start, end = span
    found = [
        MarkerCandidate(match.start(), match.end(), match[0], SYMBOL, match.start())
        for symbol in symbols
        if text.find(symbol, start, end) >= 0
        for match in re.compile(_REPEATED.format(re.escape(symbol))).finditer(text, start, end)
        if not _stands_alone(text, match) and not _emphasizes(text, match)
    ]
    longest = max(map(len, numbers), default=0)
    for run in runs[bisect_left(runs, (start,)) : bisect_left(runs, (end,))]:
        first, last = run
        if _goes_on(text, run) or _is_amount(text, first) or _begins_line(text, run):
            continue
        if _numbers_a_heading(text, first, last):
            continue
        for at in range(max(first, last - longest), last):
            label = text[at:last]
            if label in numbers:
                found.append(MarkerCandidate(at, last, label, numbers[label], first))
        at = glued(text, run)
        begins = at if at >= 0 else first
        are_several = at < 0 and last - first > _LONGEST and _behind_word(text[first - 1 : first])
        if (at >= 0 or are_several) and last - begins <= _MOST_BESIDE * _LONGEST:
            found += _side_by_side(text, (begins, last), first, numbers)
        if at >= 0:
            label = text[at:last]
            if label not in numbers:
                found.append(MarkerCandidate(at, last, label, int(label), first))
            if _is_lettered(text, last):
                found.append(MarkerCandidate(at, last + 1, text[at : last + 1], int(label), first))
    return sorted(found)


def _side_by_side(
    text: str, span: Span, run: int, numbers: Mapping[str, int]
) -> Iterator[MarkerCandidate]:
    """Yield the candidates of figures that are some numbers in turn: ``oil.23``, ``oil.91011``.

    They are the whole of their run of digits, or what stands behind a year in it. A number that the
    count reaches is that number: ``them.123`` in a text of 130 notes.
    """
    first, last = span
    if text[first:last] in numbers:
        return
    if last - first == _LONGEST and _GROUPED.search(text, max(0, first - 2), first):
        return  # 27,456 is a number
    for digits in range(1, last - first):
        number = numbers.get(text[first : first + digits], 0)
        parts: list[str] = []
        while sum(map(len, parts)) < last - first and len(parts) < _MOST_BESIDE:
            parts.append(str(number + len(parts)))
        if "".join(parts) != text[first:last] or not numbers.keys() >= set(parts):
            continue
        for part in parts:
            yield MarkerCandidate(first, first + len(part), part, numbers[part], run)
            first = run = first + len(part)
        return


def is_beside(text: str, candidate: MarkerCandidate) -> bool:
    """Tell whether a number is one of some that stand side by side."""
    end = candidate.end
    return text[end : end + 1].isdecimal() or is_second(text, candidate)


def is_second(text: str, candidate: MarkerCandidate) -> bool:
    """Tell whether a number follows another one that it stands side by side with."""
    start = candidate.start
    return candidate.run == start and text[start - 1 : start].isdecimal()


def edges(text: str, candidate: MarkerCandidate) -> Span:
    """Give where the text before a candidate ends and where that after it begins.

    Of those that stand side by side, the others count for neither.
    """
    start, end, *_ = candidate
    if candidate.run == start:
        while text[start - 1 : start].isdecimal():
            start -= 1
    while text[end : end + 1].isdecimal():
        end += 1
    return start, end


def glued(text: str, run: Span) -> int:
    """Give where a marker of any number begins in a run of digits; -1 where none can.

    It follows a word or a closing mark, or a year; or it ends a line behind a space.
    """
    start, end = run
    if end - start > _LONGEST:
        at = start + _YEAR if _CENTURY.match(text, start, end) else -1
        return at if 0 <= end - at <= _LONGEST and at > 0 and text[at] != "0" else -1
    if (text[start] == "0" and end - start > 1) or in_cell(text, start, end):
        return -1
    before = text[start - 1 : start]
    if _behind_word(before):
        return start
    is_last = before == " " and text[end : end + 1] in {"", "\n"} and end - start < _LONGEST
    return start if is_last else -1


def _behind_word(before: str) -> bool:
    return before.isalpha() or before in _POINTS


def in_cell(text: str, start: int, end: int) -> bool:
    """Tell whether a candidate stands in the first or the last word of a cell of a table."""
    near = max(0, start - _WORD)  # so that a text without tabs is not searched to its beginning
    word = max(text.rfind(" ", near, start), text.rfind("\n", near, start), near)
    return text.find("\t", word, start) >= 0 or text.startswith("\t", end)


def _ends_word(text: str, end: int, number: int) -> bool:
    """Tell whether a word ends before a number, or a word or number before a symbol."""
    if number == SYMBOL:
        return text[end - 1 : end].isalnum()
    return _ENDED_WORD.search(text, max(0, end - _WORD_END), end) is not None


def _begins_line(text: str, run: Span) -> bool:
    """Tell whether a number begins a line right below another: the number of a house, say.

    A marker before a heading stands below a blank line, as all 22 in the volumes for fitting.
    """
    start, end = run
    return text[start - 1 : start] == "\n" != text[start - 2 : start - 1] and text.startswith(
        " ", end
    )


def _is_amount(text: str, start: int) -> bool:
    """Tell whether a sign stands before a number that only an amount has: ``+2``, ``$.6``, ``-.1``.

    Of the 24,314 markers of the volumes for fitting, none follows such a sign.
    """
    before, first = text[start - 1 : start], text[start - 2 : start - 1]
    if before in _CURRENCIES:
        return not first.isalpha()
    return before in _SIGNS or (before == "." and first in _POINT_AFTER)


def _goes_on(text: str, run: Span) -> bool:
    """Tell whether a number goes on behind its digits: ``3.5``, ``12–14``.

    The next number may be the marker after this one: ``2,3`` or ``5–6``.
    """
    start, end = run
    if text[end : end + 1] not in _JOINTS or not text[end + 1 : end + 2].isdigit():
        return False
    following = _NEXT.match(text, end + 1)
    if text[end] == "." or following is None or following.group() == "0":
        return True
    return not text.endswith(str(int(following.group()) - 1), start, end)


def _is_lettered(text: str, end: int) -> bool:
    """Tell whether a small letter, and no word, stands behind a number: ``70a``."""
    letter, after = text[end : end + 1], text[end + 1 : end + 2]
    return letter.isascii() and letter.islower() and not after.isalnum()


def _numbers_a_heading(text: str, start: int, end: int) -> bool:
    """Tell whether a number is that of a document, on a line of its own: ``No. 1282``.

    A document whose first note lost its marker must not lose its number in its place.
    """
    line = text.rfind("\n", 0, start) + 1
    return text.startswith("\n", end) and _HEADING.match(text, line, start) is not None


def _stands_alone(text: str, symbol: re.Match[str]) -> bool:
    """Tell whether a symbol is all that a cell, a line or a bracket holds, be it set often."""
    signs = f"{symbol[0]} "
    before = text[max(0, symbol.start() - _WORD) : symbol.start()].rstrip(signs)[-1:]
    after = text[symbol.end() : symbol.end() + _WORD].lstrip(signs)[:1]
    return before in {"", "\t", "\n", "("} and after in {"", "\t", "\n", ")"}


def _emphasizes(text: str, symbol: re.Match[str]) -> bool:
    """Tell whether a symbol closes a stretch of its line that the same symbol opens: ``*so*``."""
    start, sign = symbol.start(), symbol[0]
    line = text[max(0, start - _EMPHASIS) : start].rpartition("\n")[2].rpartition("\t")[2]
    opening = line.rfind(sign)
    if opening < 0:
        return False
    before, after = line[:opening][-1:], line[opening + len(sign) :][:1]
    return not (before.isalnum() or before in _POINTS) and after.isalnum()
