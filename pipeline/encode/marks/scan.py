"""Find the marks of a text by the rows of tables.

Marks nest and do not cross. What begins like a mark and has no end in its paragraph is text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.encode.marks.by_letter import LETTER_MARKS
from pipeline.encode.marks.edges import (
    MarkEdge,
    any_of,
    by_start,
    closing_of,
    edges_at,
    first_literal,
    literal_of,
    opening_of,
    whole_of,
)
from pipeline.encode.marks.rows import MarkRow, ready_table, table_names
from pipeline.encode.marks.words import BLANKS, NO_READING, held_words, is_inside
from pipeline.model.document import Span

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_CLOSED_BY = {"[": "]", "{": "}", "(": ")", "<": ">"}
# Each that is open is looked at wherever a sign stands; what begins outside of so many is text.
_MOST_OPEN = 20
_LONGEST_WORD = 200


@dataclass(frozen=True, slots=True)
class MarkFound:
    """A mark of a text: all of it, the words it holds, its row and what it says of them.

    Where it holds no words, ``words`` is None.
    """

    whole: Span
    words: Span | None
    row: MarkRow
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MarksFound:
    """The marks of a text by place, and what begins like one and does not end."""

    marks: tuple[MarkFound, ...] = ()
    unclosed: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Open:
    """The beginning of a mark that has not ended; without ``rows`` a bracket of the text."""

    start: int
    end: int
    rows: tuple[MarkRow, ...]
    said: tuple[tuple[str, str], ...]
    closing: str = ""


class Scanner:
    """Finds the marks that are in a list of rows, of which the first that fits counts."""

    def __init__(self, rows: Sequence[MarkRow]) -> None:
        openings: dict[str, list[MarkRow]] = defaultdict(list)
        points: list[MarkRow] = []
        for row in rows:
            if row.write in LETTER_MARKS:
                continue
            if row.has_text and row.closing and row.opening:
                openings[opening_of(row)].append(row)
            else:
                points.append(row)
        self.by_letter = [row for row in rows if row.write in LETTER_MARKS]
        self.points = by_start(
            (MarkEdge(re.compile(whole_of(row)), (row,)), literal_of(row)) for row in points
        )
        self.openings = by_start(
            (MarkEdge(re.compile(pattern), tuple(those)), literal_of(those[0]))
            for pattern, those in openings.items()
        )
        self.closings = {
            row: re.compile(closing_of(row)) for those in openings.values() for row in those
        }
        firsts = {start[0] for start in (*self.points, *self.openings)}
        self.first = any_of(firsts)
        ends = {first_literal(row.write.rpartition("TEXT")[2]) for row in self.closings}
        self.plain = {one: other for one, other in _CLOSED_BY.items() if other in ends}
        self.all = any_of({*firsts, *ends, *self.plain, *self.plain.values()})

    def find(self, text: str) -> MarksFound:
        """Find the marks of ``text``."""
        found: list[MarkFound] = []
        unclosed: list[Span] = []
        if self.first is not None and self._has_mark(text):
            run = _OneWay(self, text)
            run.read()
            found, unclosed = run.found, run.unclosed
        for row in self.by_letter:
            spans = LETTER_MARKS[row.write].find(text)
            found += (MarkFound(span, span, row, ()) for span in spans)
        if not found and not unclosed:
            return MarksFound()
        counts = Counter(one.row.write for one in found)
        kept = (one for one in found if counts[one.row.write] >= one.row.least)
        return MarksFound(tuple(sorted(kept, key=_by_place)), tuple(unclosed))

    def _has_mark(self, text: str) -> bool:
        assert self.first is not None  # noqa: S101 - known to the caller
        for match in self.first.finditer(text):
            at = match.start()
            if self.opening(text, at) is not None or self.point(text, at) is not None:
                return True
        return False

    def point(self, text: str, at: int) -> tuple[re.Match[str], MarkRow] | None:
        """Find a mark without words, or behind a word, that stands at a place."""
        for token in edges_at(self.points, text, at):
            match = token.pattern.match(text, at)
            if match is not None:
                return match, token.rows[0]
        return None

    def opening(self, text: str, at: int) -> tuple[re.Match[str], tuple[MarkRow, ...]] | None:
        """Find the beginning of a mark at a place; the longest counts."""
        for token in edges_at(self.openings, text, at):
            match = token.pattern.match(text, at)
            if match is not None:
                return match, token.rows
        return None


class _OneWay:
    """One way through a text."""

    def __init__(self, scanner: Scanner, text: str) -> None:
        self.scanner = scanner
        self.text = text
        self.found: list[MarkFound] = []
        self.unclosed: list[Span] = []
        self.open: list[_Open] = []
        self.blank_lines = [match.start() for match in _BLANK_LINE.finditer(text)]

    def read(self) -> None:
        places = self.scanner.all
        assert places is not None  # noqa: S101 - there are rows
        at = 0
        while (match := places.search(self.text, at)) is not None:
            at = self._step(match.start())
        for one in self.open:
            self._leave(one)

    def _step(self, at: int) -> int:
        """Read what stands at a place; give where to go on."""
        self._end_paragraphs(at)
        ended = self._close(at)
        if ended is not None:
            return ended
        point = self.scanner.point(self.text, at)
        opening = self.scanner.opening(self.text, at)
        if point is not None and (opening is None or opening[0].end() <= point[0].end()):
            taken = self._point(*point)
            if taken is not None:
                return taken
        if opening is not None:
            match, rows = opening
            self._begin(_Open(at, match.end(), rows, _said(match)))
            return match.end()
        sign = self.text[at]
        if sign in self.scanner.plain:
            self._begin(_Open(at, at + 1, (), (), self.scanner.plain[sign]))
        return at + 1

    def _begin(self, one: _Open) -> None:
        self.open.append(one)
        if len(self.open) > _MOST_OPEN:
            self._leave(self.open.pop(0))

    def _end_paragraphs(self, at: int) -> None:
        """Give up marks that would reach over a blank line."""
        for place, one in enumerate(self.open):
            if any(row.is_across for row in one.rows):
                continue
            blank = bisect_left(self.blank_lines, one.end)
            if blank < len(self.blank_lines) and self.blank_lines[blank] < at:
                for left in self.open[place:]:
                    self._leave(left)
                del self.open[place:]
                return

    def _leave(self, one: _Open) -> None:
        if any(re.search(r"[^\W\d_]{2}", row.opening) for row in one.rows):
            self.unclosed.append((one.start, one.end))

    def _close(self, at: int) -> int | None:
        """End the innermost mark that ends here; those inside it that do not end are text."""
        for place in range(len(self.open) - 1, -1, -1):
            one = self.open[place]
            if not one.rows:
                if self.text[at] == one.closing:
                    del self.open[place:]
                    return at + 1
                continue
            ended = None
            for row in one.rows:
                match = self.scanner.closings[row].match(self.text, at)
                words = held_words(self.text, (one.start, one.end), at, row) if match else None
                if match is not None and words is None and not row.is_symmetric:
                    ended = match.end()
                if match is None or words is None:
                    continue
                said = (*row.given, *one.said, *_said(match))
                self.found.append(MarkFound((one.start, match.end()), words, row, said))
                for left in self.open[place + 1 :]:
                    self._leave(left)
                del self.open[place:]
                return match.end()
            if ended is not None:  # brackets around something else
                del self.open[place:]
                return ended
        return None

    def _point(self, match: re.Match[str], row: MarkRow) -> int | None:
        said = (*row.given, *_said(match))
        start, end = match.span()
        if row.is_word:
            words = self._word_before(start, said)
            if words is None:
                return None
            self.found.append(MarkFound((words[1], end), words, row, said))
        elif "word" in match.re.groupindex:
            self.found.append(MarkFound((start, end), match.span("word"), row, said))
        elif row.is_inside and not is_inside(self.text, (start, end), ""):
            return None
        else:
            self.found.append(MarkFound((start, end), None, row, said))
        return end

    def _word_before(self, at: int, said: tuple[tuple[str, str], ...]) -> Span | None:
        """Give the word that a mark stands behind; None where the brackets are no such mark."""
        reading = dict(said).get("reading")
        if reading and (NO_READING.fullmatch(reading) or _is_other_mark(f"[{reading}]")):
            return None
        low = max(at - _LONGEST_WORD, 0)
        before = self.text[low:at].rstrip(BLANKS)
        end = low + len(before)
        if _BLANK_LINE.search(self.text, end, at):
            return None
        if self.found and self.found[-1].whole[1] == end:
            last = self.found[-1]
            if last.words is None or (reading and "reading" in dict(last.said)):
                return None
            end = last.words[1]
            before = self.text[last.words[0] : end]
        start = end - len(re.split(r"[\s\[(]", before[::-1], maxsplit=1)[0])
        word = self.text[start:end]
        if start == at - _LONGEST_WORD > 0:
            return None
        return (start, end) if any(sign.isalnum() for sign in word) else None


def _is_other_mark(bracketed: str) -> bool:
    """Tell whether words in brackets are a mark that some ready table reads by its own words."""
    return bool(_marks_with_words().find(f"word {bracketed}").marks)


@cache
def _marks_with_words() -> Scanner:
    rows = (row for name in table_names() for row in ready_table(name))
    return Scanner(tuple(row for row in rows if re.search(r"\[.*[a-z]{2}.*\]", row.write)))


def _said(match: re.Match[str]) -> tuple[tuple[str, str], ...]:
    found = match.groupdict()
    return tuple(
        (name, " ".join(text.split())) for name, text in found.items() if text and name != "word"
    )


def _by_place(found: MarkFound) -> tuple[int, int]:
    start, end = found.words or found.whole
    return min(start, found.whole[0]), -max(end, found.whole[1])


scanner_of = cache(Scanner)  # one for each list of rows
