"""Keep openings and closings to where a document can have them.

The judgement of lines may call a line a signature where no text has gone before it. TEI lets a
closing follow text only, and an opening stand nowhere inside a quotation or an item (TEI P5, 4.2);
such a line becomes a paragraph, and none of it is lost.
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


def ground(marks: Iterable[BlockMark]) -> tuple[BlockMark, ...]:
    """Make paragraphs of closings without text before them; of one division's blocks."""
    return tuple(_grounded(marks))


def _grounded(marks: Iterable[BlockMark]) -> Iterator[BlockMark]:
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
    """Ground what is inside a block."""
    if mark.kind is BlockKind.ATTACHMENT:
        return mark._replace(children=ground(mark.children))
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
