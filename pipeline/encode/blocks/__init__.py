"""Find the blocks of a document: heading, opening, paragraphs, lists, tables, closing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.encode.blocks.custom import custom_of
from pipeline.encode.blocks.items import settle_items
from pipeline.encode.blocks.kinds import KIND_OF_ROLE, LineDoubt, LineKind, make_units
from pipeline.encode.blocks.layout import LayoutSettings, segment_plain, segment_plain_note
from pipeline.encode.blocks.letters import settle_units
from pipeline.encode.blocks.lines import (
    JUDGED,
    Asides,
    Line,
    LineLayout,
    mark_pictures,
    read_lines,
)
from pipeline.encode.blocks.reading import (
    LineReading,
    decided_places,
    find_doubts,
    read_kinds,
)
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.tree import build, build_blocks
from pipeline.encode.standoff import BlockMark, NoteList
from pipeline.model.document import DocumentKind, Span

__all__ = [
    "Asides", "BlockSettings", "LayoutSettings", "LineDoubt", "LineReading", "Segmentation",
    "document_kind", "document_number", "segment", "segment_note", "segment_plain",
    "segment_plain_note",
]  # fmt: skip

_NUMBER = re.compile(r"(?:No\. )?([0-9]{1,5}[A-Za-z]?)(?:\.?(?=\n|$)|\.(?= |[^0-9 ]))", re.ASCII)
_EDITORIAL = re.compile(
    r"(?:(?:No\. )?[0-9]{1,5}\.?[ \n]*)?\[?(?:editorial|editors?’s?|editors’) notes?\]?",
    re.ASCII | re.IGNORECASE,
)


class Segmentation(NamedTuple):
    """The blocks of a text up to its list of notes, what its lines are, and those in doubt."""

    blocks: tuple[BlockMark, ...]
    doubts: tuple[LineDoubt, ...] = ()
    lines: tuple[LineReading, ...] = ()


def segment(
    text: str,
    notes: NoteList | None,
    asides: Asides,
    settings: BlockSettings,
    roles: Sequence[tuple[Span, str]] = (),
    pictures: Sequence[Span] = (),
) -> Segmentation:
    """Give the blocks of a document; ``roles`` are what people have decided that lines are.

    A line that is nothing but one of the ``pictures`` with its caption is a paragraph, and those
    around it are read as if it were not there, unless people have decided on it.
    Every character that is not a space, bullet, marker or page mark is inside exactly one mark
    that holds text.
    """
    span = 0, notes.start if notes else len(text)
    lines = read_lines(text, span, asides, settings.bullet)
    lines = mark_pictures(lines, pictures, [span for span, _ in roles])
    judged = [line for line in lines if line.look in JUDGED]
    decided = decided_places(judged, [(span, KIND_OF_ROLE[role]) for span, role in roles])
    readings = read_kinds(judged, settings, decided)
    custom = custom_of(judged, settings)
    units = settle_items(make_units(lines, [reading.kind for reading in readings]))
    settled = settle_units(text, units, custom, settings)
    doubts = tuple(find_doubts(readings, custom))
    return Segmentation(build(text, settled, settings), doubts, tuple(readings))


def segment_note(
    text: str, span: Span, asides: Asides, settings: BlockSettings
) -> tuple[BlockMark, ...]:
    """Give the blocks of one note; there are paragraphs, lists and tables in notes."""
    lines = read_lines(text, span, asides, settings.bullet)
    kinds = [_note_kind(line) for line in lines if line.look in JUDGED]
    return tuple(build_blocks(text, make_units(lines, kinds), settings, titled=False))


def document_number(heading_text: str) -> str | None:
    """Give the number that a heading prints, ``1282`` of ``No. 1282``, ``40`` of ``40. Title``."""
    number = _NUMBER.match(heading_text)
    return number[1] if number else None


def document_kind(heading_text: str) -> DocumentKind:
    """Tell an editorial note by its heading."""
    editorial = _EDITORIAL.fullmatch(heading_text.strip(" \n."))
    return DocumentKind.EDITORIAL_NOTE if editorial else DocumentKind.HISTORICAL


def _note_kind(line: Line) -> LineKind:
    match line.look:
        case LineLayout.BULLET:
            return LineKind.ITEM
        case LineLayout.ROW:
            return LineKind.ROW
        case _:
            return LineKind.PARAGRAPH
