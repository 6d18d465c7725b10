"""Join the lines of paragraphs that were wrapped to fit a page of so many characters.

Such a line end is layout. It becomes one space in the normalized text and stands in the log of
its changes like those of normalizing, so that every later place leads back to the raw line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeAlias

from pipeline.encode.standoff import NoteList, PageMark
from pipeline.model.document import Span
from pipeline.model.source import Part, Source

WRAPPED_SAID = "lines wrapped to a width, which were joined"
GLOSSES_DOUBT = "what stands in a column at the left of the lines may be notes in the margin"
JOINED = "line end inside a paragraph became a space"
_BLANK = " \t"
_OPENING = "\"'“‘([_=—-"
# The lengths of the longest line between which a text is typed or printed line by line, how much
# shorter full lines may be, how many there are, and which share of those in a sentence is full.
_NARROWEST, _WIDEST, _RAGGED, _LEAST, _SHARE = 50, 100, 6, 3, 0.8
_LineJoin: TypeAlias = tuple[Span, str]


# The first line of a gloss in the margin, and how far the lines beside it are indented.
_GLOSS = re.compile(
    r"^(?P<column>(?P<gloss>\S[^\n]{1,30}?)[ ]{3,})(?=\S)[^\n]*\n(?P<indent>[ ]{6,})\S",
    re.MULTILINE,
)
_GLOSSES = 2


def first_gloss(text: str) -> Span | None:
    """Give the first of the notes in a column of their own, which joining puts into sentences."""
    found = [one for one in _GLOSS.finditer(text) if len(one["column"]) == len(one["indent"])]
    return found[0].span("gloss") if len(found) >= _GLOSSES else None


@dataclass(frozen=True, slots=True)
class WrapSettings:
    """How a profile's texts are wrapped.

    A line end is layout where the next word would have reached beyond ``width``. ``item`` matches
    the start of a line of a list, ``table`` anywhere in a line that is part of a table.
    """

    width: int
    item: re.Pattern[str]
    table: re.Pattern[str]

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> WrapSettings:
        """Read the settings from a profile's table."""
        item, row = (re.compile(table[name], re.ASCII) for name in ("item", "table"))
        return cls(int(table["width"]), item, row)


@dataclass(frozen=True, slots=True)
class _WrappedLine:
    """A line that holds text; ``span`` is without indentation, ``start`` is where that begins.

    ``is_mark`` tells a line of nothing but page marks.
    """

    start: int
    span: Span
    words: str
    is_mark: bool

    @property
    def length(self) -> int:
        return self.span[1] - self.start

    @property
    def indent(self) -> int:
        return self.span[0] - self.start


def wrapped_to(text: str, settings: WrapSettings) -> WrapSettings | None:
    """Give ``settings`` with the width that all lines of a text are wrapped to; None where to none.

    Where a sentence goes on in the line below, the next word then had no room.
    """
    lines = text.split("\n")
    longest = max(map(len, lines))
    if not _NARROWEST <= longest <= _WIDEST:
        return None
    width = longest - _RAGGED
    runs = [run for run in _runs(text, (), ()) if not settings.table.search(run[0].words)]
    pairs = [pair for run in runs for pair in pairwise(run)]
    full = [pair for pair in pairs if _is_wrapped(*pair, width)]
    going_on = [pair for pair in pairs if pair[1].words[0].islower()]
    joined = sum(_is_wrapped(*pair, width) for pair in going_on)
    is_prose = len(full) >= _LEAST and joined > _SHARE * len(going_on)
    return replace(settings, width=width) if is_prose else None


def unwrap(
    source: Source, notes: NoteList | None, pages: Sequence[PageMark], settings: WrapSettings
) -> Source:
    """Join wrapped lines; a note never joins what stands around it."""
    changes = [
        change
        for run in _runs(source.text, _bounds(source.text, notes), pages)
        for change in _changes(run, settings)
    ]
    return _joined(source, changes) if changes else source


def _bounds(text: str, notes: NoteList | None) -> list[int]:
    """Give the places that no joined line reaches over: where lines begin that begin a note."""
    if notes is None:
        return []
    starts = (text.rfind("\n", 0, note.number_span[0]) + 1 for note in notes.notes)
    return sorted([*starts, *(end for _, end in notes.apart)])


def _runs(
    text: str, bounds: Sequence[int], pages: Sequence[PageMark]
) -> Iterator[list[_WrappedLine]]:
    """Yield the lines that stand together without a blank line or a bound between them."""
    run: list[_WrappedLine] = []
    for line in _lines(text, pages):
        if run and (line is None or _parts(bounds, run[-1], line)):
            yield run
            run = []
        if line is not None:
            run.append(line)
    if run:
        yield run


def _parts(bounds: Sequence[int], above: _WrappedLine, line: _WrappedLine) -> bool:
    """Tell whether a bound is in the line above after its start, or at the start of ``line``."""
    return bisect_left(bounds, above.start + 1) < bisect_left(bounds, line.start + 1)


def _lines(text: str, pages: Sequence[PageMark]) -> Iterator[_WrappedLine | None]:
    """Yield the lines of ``text``, None for a blank one."""
    starts = [page.span[0] for page in pages]
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        words = text[start:end].rstrip(_BLANK)
        first = start + len(words) - len(words.lstrip(_BLANK))
        if words:
            inside = pages[bisect_left(starts, max(first - 1, 0)) : bisect_left(starts, end)]
            is_mark = bool(inside) and not _without(text, (first, start + len(words)), inside)
            yield _WrappedLine(start, (first, start + len(words)), words.lstrip(_BLANK), is_mark)
        else:
            yield None
        start = end + 1


def _without(text: str, span: Span, pages: Sequence[PageMark]) -> str:
    """Give what of a line is neither page mark nor space."""
    parts: list[str] = []
    done, end = span
    for page in pages:
        parts.append(text[done : page.span[0]])
        done = max(done, page.span[1])
    return "".join([*parts, text[done:end]]).strip(_BLANK)


def _changes(run: Sequence[_WrappedLine], settings: WrapSettings) -> Iterator[_LineJoin]:
    """Yield the changes that join the lines of one run."""
    held = [place for place, line in enumerate(run) if not line.is_mark]
    if not held[1:] or any(settings.table.search(run[place].words) for place in held):
        return
    indent = min(run[place].indent for place in held)
    width = settings.width - indent
    is_list = settings.item.match(run[held[0]].words) is not None
    wrapped = [
        (above, below)
        for above, below in pairwise(held)
        if _is_wrapped(run[above], run[below], width)
        and not (is_list and settings.item.match(run[below].words))
    ]
    if indent and (len(wrapped) < len(held) - 1 or _is_verse([run[i].words for i in held])):
        return
    if wrapped and run[0].indent and not indent:
        yield (run[0].start, run[0].span[0]), ""
    for first, last in wrapped:
        for above, below in pairwise(run[first : last + 1]):
            yield (above.span[1], below.span[0]), " "


def _is_wrapped(above: _WrappedLine, below: _WrappedLine, width: int) -> bool:
    """Tell whether the first word of a line had no room in the line above."""
    return above.length + 1 + len(below.words.partition(" ")[0]) > width


def _is_verse(lines: Sequence[str]) -> bool:
    """Tell verse from prose: every line begins with a capital."""
    return all(line.lstrip(_OPENING)[:1].isupper() for line in lines)


def _joined(source: Source, changes: Sequence[_LineJoin]) -> Source:
    """Make ``changes``, which rise and are disjoint."""
    parts: list[Part] = []
    done = 0
    for (start, end), after in changes:
        parts += Part((done, start)), Part((start, end), after, JOINED)
        done = end
    return source.laid_out([*parts, Part((done, len(source.text)))])
