"""Make paragraphs of openings and closings that stand where TEI does not allow them.

The classification of lines may take a line for a signature although no text stands before it. TEI
allows a closing only after text, and no opening inside a quotation or a list item (TEI P5, 4.2).
Such a line becomes a paragraph, so that its text is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.encode.leaves import leaf_marks
from pipeline.encode.standoff import BlockKind, BlockMark

_OPENING = frozenset({BlockKind.HEADING, BlockKind.OPENER, BlockKind.DATELINE})
_CLOSING = frozenset({BlockKind.CLOSER, BlockKind.POSTSCRIPT})
_ANYWHERE = frozenset({BlockKind.PAGE_BREAK, BlockKind.SOURCE_NOTE})
_HOLDING_BLOCKS = frozenset({BlockKind.QUOTATION, BlockKind.POSTSCRIPT, BlockKind.ITEM})
_DIVISION_ONLY = _OPENING | {BlockKind.CLOSER, BlockKind.SOURCE_NOTE, BlockKind.ATTACHMENT}


def demote_misplaced(marks: Iterable[BlockMark]) -> tuple[BlockMark, ...]:
    """Make paragraphs of misplaced openings and closings among the blocks of a division."""
    return tuple(_demoted(marks))


def _demoted(marks: Iterable[BlockMark]) -> Iterator[BlockMark]:
    has_text = False
    for mark in marks:
        if mark.kind in _CLOSING and not has_text:
            yield from _paragraphs(mark)
            has_text = True
            continue
        if mark.kind not in _ANYWHERE and mark.kind not in _CLOSING:
            has_text = mark.kind not in _OPENING
        yield _inside(mark)


def _inside(mark: BlockMark) -> BlockMark:
    """Do the same for the blocks inside ``mark``."""
    if mark.kind is BlockKind.ATTACHMENT:
        return mark._replace(children=demote_misplaced(mark.children))
    if mark.kind in _HOLDING_BLOCKS:
        return mark._replace(children=tuple(_plain(mark.children)))
    if mark.kind is BlockKind.LIST:
        return mark._replace(children=tuple(_inside(child) for child in mark.children))
    return mark


def _plain(marks: Iterable[BlockMark]) -> Iterator[BlockMark]:
    """Make paragraphs of what only a division can hold."""
    for mark in marks:
        if mark.kind in _DIVISION_ONLY:
            yield from _paragraphs(mark)
        else:
            yield _inside(mark)


def _paragraphs(mark: BlockMark) -> Iterator[BlockMark]:
    for leaf in leaf_marks((mark,)):
        is_page = leaf.kind is BlockKind.PAGE_BREAK
        yield leaf if is_page else BlockMark(BlockKind.PARAGRAPH, leaf.span)
