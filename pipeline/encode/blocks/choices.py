"""Say of which kinds a line may be by its layout and length alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from pipeline.encode.blocks.features import MIDDLING, POSTSCRIPT_CUE, LetterPart, has_number_above
from pipeline.encode.blocks.kinds import LineKind
from pipeline.encode.blocks.lines import Line, LineLayout
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.weights import KINDS

KindNumbers: TypeAlias = tuple[int, ...]
_WIDE_SPACE = "\u2003"
_TOP = 2
_FEW_LINES = 6
_PLACE = {kind: place for place, kind in enumerate(KINDS)}


def _places(*kinds: LineKind) -> KindNumbers:
    return tuple(_PLACE[kind] for kind in kinds)


_BULLET = _places(LineKind.ITEM, LineKind.LIST_HEAD)
_ROW = _places(LineKind.ROW)
_EMPTY = _places(LineKind.LABEL)
_PARAGRAPH = _places(LineKind.PARAGRAPH)
_DATELINE = _places(LineKind.DATELINE)
_LONG = _places(LineKind.PARAGRAPH, LineKind.POSTSCRIPT)
_LONG_SECOND = _places(LineKind.HEADING, LineKind.PARAGRAPH)
_LONG_JOINED = _places(
    LineKind.ITEM, LineKind.HEADING, LineKind.PARAGRAPH, LineKind.POSTSCRIPT, LineKind.CONTINUATION
)
_SOURCE = _places(LineKind.SOURCE_NOTE)
_FIRST = _places(
    LineKind.SOURCE_NOTE, LineKind.HEADING, LineKind.DATELINE, LineKind.OPENER_LINE,
    LineKind.PARAGRAPH,
)  # fmt: skip
_ANY = tuple(range(len(KINDS)))
_LATER = _places(*(kind for kind in KINDS if kind is not LineKind.SOURCE_NOTE))
# "Top Secret" and "Priority" name nobody, greet nobody, and head nothing.
_CLASSIFICATION = _places(
    *(
        kind
        for kind in KINDS
        if kind
        not in {
            LineKind.SOURCE_NOTE,
            LineKind.HEADING,
            LineKind.SALUTATION,
            LineKind.VALEDICTION,
            LineKind.SIGNATURE,
        }
    )
)
_IN_TABLE = _places(
    LineKind.ROW, LineKind.PARAGRAPH, LineKind.ITEM, LineKind.VALEDICTION, LineKind.SIGNATURE,
    LineKind.CLOSER_LINE, LineKind.OPENER_LINE, LineKind.CONTINUATION,
)  # fmt: skip


def possible(
    lines: Sequence[Line],
    place: int,
    look: Sequence[str],
    part: LetterPart,
    settings: BlockSettings,
) -> KindNumbers:
    """Give the kinds that a line may be of, as places in ``KINDS``."""
    line = lines[place]
    if line.look is LineLayout.BULLET:
        return _BULLET
    if line.look is LineLayout.ROW:
        return _ROW
    if not line.words.strip(_WIDE_SPACE):
        return _EMPTY
    if place and settings.extract.fullmatch(line.words):
        return _PARAGRAPH
    if place and _dates_extract(lines, place, settings):
        return _DATELINE
    if not place:
        is_source = has_number_above(lines, settings) or _names_store(line.words, settings)
        return _SOURCE if is_source else _FIRST
    if len(line.words) > MIDDLING:
        if not line.blank_before:
            return _LONG_JOINED
        if place <= _TOP:
            return _LONG_SECOND
        is_below = place - part.closing <= _FEW_LINES or POSTSCRIPT_CUE in look
        return _LONG if is_below else _PARAGRAPH
    if _classifies(look):
        return _CLASSIFICATION
    joined = not line.blank_before and lines[place - 1].look is LineLayout.ROW
    if joined:
        return _IN_TABLE
    return _ANY if place <= _TOP else _LATER


def _classifies(look: Sequence[str]) -> bool:
    """Tell ``Top Secret`` and ``Priority``, and ``End Confidential`` within a telegram."""
    bounds = "closes classification" in look and not _BOUNDS.isdisjoint(look)
    return bounds or not _ONLY.isdisjoint(look)


_BOUNDS = frozenset({"first begin", "first end"})
_ONLY = frozenset({"only classification", "only urgency"})


def _dates_extract(lines: Sequence[Line], place: int, settings: BlockSettings) -> bool:
    """Tell the place and date of what is printed in part, below the line that says so."""
    above = settings.extract.fullmatch(lines[place - 1].words)
    return above is not None and settings.dateline.fullmatch(lines[place].words) is not None


def _names_store(words: str, settings: BlockSettings) -> bool:
    """Tell a first line that says where the document is kept."""
    has_number = settings.heading_number.match(words) is not None
    return settings.source.fullmatch(words) is not None and not has_number
