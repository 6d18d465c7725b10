"""The stand-off annotation that the parts of encoding exchange: marks with spans of the text.

Every part reads the normalized text and says what stands where; ``assemble`` alone makes a
document of it. Spans are offsets into the normalized text, except where a class says otherwise.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, auto
from typing import NamedTuple

from pipeline.model.document import ListKind, ParagraphStyle, RowRole, Span


@dataclass(frozen=True, slots=True)
class PageMark:
    """``[Page 1334]`` with the spaces that belong to it; ``number`` as printed."""

    span: Span
    number: str


@dataclass(frozen=True, slots=True)
class NoteText:
    """One note; ``number`` as the list counts, ``span`` is its text.

    ``head`` is what stands before the text, ``[Footnote 1: `` or ``Note 1. ``; neither it nor the
    bracket in ``closing`` is text.
    """

    number: str
    number_span: Span
    head: Span
    span: Span
    closing: Span | None = None


@dataclass(frozen=True, slots=True)
class NoteList:
    """The notes of a transcription in their order; ``start`` is where the text ends.

    Notes that stand in the midst of the text are in ``apart``: stretches before ``start``, rising
    and disjoint, that are no part of it.
    """

    start: int
    notes: tuple[NoteText, ...]
    apart: tuple[Span, ...] = ()

    def text_spans(self) -> Iterator[Span]:
        """Yield the stretches of the text that the notes leave."""
        done = 0
        for start, end in self.apart:
            yield done, start
            done = end
        yield done, self.start


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a note belongs.

    ``span`` covers the printed marker and a space that belongs to it, ``note`` is an index into
    ``NoteList.notes``, ``label`` the marker as printed; ``confidence`` is a probability;
    ``runners_up`` are the next best places with their probabilities, best first. Where ``printed``
    is false, the note has no marker in print, and ``label`` is its place in the list.
    """

    span: Span
    note: int
    label: str
    confidence: float
    runners_up: tuple[tuple[Span, float], ...] = ()
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of the notes of a list.

    ``strays`` look like markers in brackets, ``figures`` like markers without, and have no note.
    ``unseated`` are the notes without a marker, as indices into ``NoteList.notes``, each with the
    likeliest places for it, best first.
    """

    markers: tuple[Marker, ...]
    strays: tuple[Span, ...] = ()
    figures: tuple[Span, ...] = ()
    unseated: tuple[tuple[int, tuple[Span, ...]], ...] = ()


class BlockKind(IntEnum):
    """The kinds of block; each has the name of its class in the document model.

    An IntEnum, since it is faster as a key of sets and dictionaries.
    """

    SOURCE_NOTE = auto()
    HEADING = auto()
    OPENER = auto()
    DATELINE = auto()
    SALUTATION = auto()
    OPENER_LINE = auto()
    PARAGRAPH = auto()
    LIST = auto()
    LIST_HEAD = auto()
    ITEM = auto()
    ITEM_LABEL = auto()
    TABLE = auto()
    TABLE_HEAD = auto()
    ROW = auto()
    CELL = auto()
    QUOTATION = auto()
    CLOSER = auto()
    VALEDICTION = auto()
    CLOSING_WORDS = auto()
    SIGNATURE = auto()
    CLOSER_LINE = auto()
    POSTSCRIPT = auto()
    ATTACHMENT = auto()
    PAGE_BREAK = auto()


class BlockMark(NamedTuple):
    """A block and the blocks inside it.

    ``span`` covers the block's own text, without bullets and line ends around it; for a block
    that only holds others, it reaches from the first to the last of them. An ``ITEM`` has its
    own text in ``span``, its ``ITEM_LABEL`` and any further blocks in ``children``.
    A ``PAGE_BREAK`` is a page mark that stands between blocks; one inside a block's span is
    no child of it.
    """

    kind: BlockKind
    span: Span
    children: tuple[BlockMark, ...] = ()
    style: ParagraphStyle = ParagraphStyle.BODY
    list_kind: ListKind = ListKind.SIMPLE
    row_role: RowRole = RowRole.DATA
    run_in: bool = False


class Flow(NamedTuple):
    """A stretch of the text with markers and page marks taken out, and the way back.

    What looks for words (dates, references, names) reads ``text`` and gives spans in it;
    ``origin`` leads them back to the normalized text.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def of(cls, text: str, span: Span, aside: Sequence[Span]) -> Flow:
        """Take ``text[span]`` without the stretches in ``aside``, which rise and are disjoint."""
        if not aside:
            return cls(text[span[0] : span[1]], (0,), (span[0],))
        parts: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        length, done = 0, span[0]
        for start, end in [*aside, (span[1], span[1])]:
            if start > done or not starts:
                parts.append(text[done:start])
                starts.append(length)
                origins.append(done)
                length += start - done
            done = end
        return cls("".join(parts), tuple(starts), tuple(origins))

    def origin(self, offset: int) -> int:
        """Lead the place of a character of ``text`` back to the normalized text."""
        run = bisect_right(self.starts, offset) - 1
        return self.origins[run] + offset - self.starts[run]

    def find(self, span: Span) -> Span | None:
        """Find a span of the normalized text in ``text``; None where it reaches outside."""
        start, end = self._place(span[0]), self._place(span[1] - 1)
        return None if start is None or end is None else (start, end + 1)

    def _place(self, origin: int) -> int | None:
        run = bisect_right(self.origins, origin) - 1
        ends = (*self.starts[1:], len(self.text))
        if run < 0 or origin - self.origins[run] >= ends[run] - self.starts[run]:
            return None
        return self.starts[run] + origin - self.origins[run]

    def span(self, span: Span) -> Span:
        """Lead a non-empty span of ``text`` back to the normalized text."""
        if len(self.starts) == 1:
            shift = self.origins[0]
            return span[0] + shift, span[1] + shift
        return self.origin(span[0]), self.origin(span[1] - 1) + 1


def with_its_space(text: str, span: Span) -> Span:
    """Add the space that would stand twice, or at a line's edge, were a marker taken out."""
    start, end = span
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == " " and after in {"", "\n", "\t", " "}:
        return start - 1, end
    if before in {"", "\n"} and after == " ":
        return start, end + 1
    return start, end


def overlaps(span: Span, those: Sequence[Span]) -> bool:
    """Tell whether ``span`` shares a character with ``those``, which rise and are disjoint."""
    place = bisect_left(those, (span[1], 0)) - 1
    return place >= 0 and those[place][1] > span[0]


def rising(markers: Iterable[Marker]) -> tuple[Marker, ...]:
    """Put markers in the order of the text; the space between two belongs to the first."""
    ordered: list[Marker] = []
    for marker in sorted(markers, key=lambda marker: marker.span):
        start, end = marker.span
        done = ordered[-1].span[1] if ordered else start
        ordered.append(marker if start >= done else replace(marker, span=(done, end)))
    return tuple(ordered)
