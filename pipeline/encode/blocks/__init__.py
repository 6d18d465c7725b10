"""Find the blocks of a document: heading, opening, paragraphs, lists, tables, closing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.blocks.chain import judge, load_weights
from pipeline.encode.blocks.kinds import LineKind, make_units
from pipeline.encode.blocks.layout import LayoutSettings, segment_plain, segment_plain_note
from pipeline.encode.blocks.letters import settle_lines, settle_units
from pipeline.encode.blocks.lines import JUDGED, Asides, Line, LineLayout, read_lines
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.tree import build, build_blocks
from pipeline.encode.standoff import BlockMark, Marker, NoteList, PageMark
from pipeline.model.document import DocumentKind, Span

__all__ = [
    "Asides",
    "BlockSettings",
    "LayoutSettings",
    "document_kind",
    "document_number",
    "segment",
    "segment_note",
    "segment_plain",
    "segment_plain_note",
]

_NUMBER = re.compile(r"(?:No\. )?([0-9]{1,5})(?:\.?(?=\n|$)|\.(?= |[^0-9 ]))", re.ASCII)
_EDITORIAL = re.compile(
    r"(?:(?:No\. )?[0-9]{1,5}\.?[ \n]*)?\[?(?:editorial|editors?’s?|editors’) notes?\]?",
    re.ASCII | re.IGNORECASE,
)


def segment(
    text: str,
    notes: NoteList | None,
    pages: Sequence[PageMark],
    markers: Sequence[Marker],
    settings: BlockSettings,
) -> tuple[BlockMark, ...]:
    """Give the blocks of a document, up to its list of notes.

    Every character that is not a space, bullet, marker or page mark is inside exactly one mark
    that holds text.
    """
    span = 0, notes.start if notes else len(text)
    lines = read_lines(text, span, Asides(pages, markers), settings.bullet)
    judged = [line for line in lines if line.look in JUDGED]
    kinds = settle_lines(judged, judge(judged, settings, load_weights()), settings)
    return build(text, settle_units(text, make_units(lines, kinds), settings), settings)


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
