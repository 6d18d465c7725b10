"""The blocks that hold text of their own, with the markers and page marks at their edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.encode.standoff import BlockKind, BlockMark
from pipeline.model.document import Span

_HOLDERS = frozenset({
    BlockKind.OPENER, BlockKind.LIST, BlockKind.TABLE, BlockKind.ROW, BlockKind.QUOTATION,
    BlockKind.CLOSER, BlockKind.POSTSCRIPT, BlockKind.ATTACHMENT,
})  # fmt: skip


class LeafBlock(NamedTuple):
    """A block with text of its own; ``extent`` is ``span`` with the marks at its edges."""

    kind: BlockKind
    span: Span
    extent: Span


def leaf_marks(marks: Iterable[BlockMark]) -> Iterator[BlockMark]:
    """Yield the marks that hold text or are a page mark, in the order of the text."""
    for mark in marks:
        if mark.kind in _HOLDERS:
            yield from leaf_marks(mark.children)
        elif mark.kind is BlockKind.ITEM:
            labels = [child for child in mark.children if child.kind is BlockKind.ITEM_LABEL]
            yield from labels
            yield mark
            yield from leaf_marks(c for c in mark.children if c.kind is not BlockKind.ITEM_LABEL)
        else:
            yield mark


def find_leaves(
    text: str, marks: Iterable[BlockMark], aside: Sequence[Span]
) -> tuple[tuple[LeafBlock, ...], tuple[Span, ...]]:
    """Give every leaf its extent, and the stretches of ``aside`` that belong to none.

    A marker or page mark just outside a leaf belongs to it where it stands in the same line: to
    the leaf before it rather than the one after.
    """
    found = [mark for mark in leaf_marks(marks) if mark.span[0] < mark.span[1]]
    extents = [list(mark.span) for mark in found]
    rest: list[tuple[int, Span]] = []
    place = 0
    for span in aside:
        while place < len(found) and extents[place][1] <= span[0]:
            place += 1
        if place < len(found) and extents[place][0] < span[1]:
            extents[place] = [min(extents[place][0], span[0]), max(extents[place][1], span[1])]
        elif place and _joins(text, found[place - 1], extents[place - 1][1], span[0]):
            extents[place - 1][1] = span[1]
        else:
            rest.append((place, span))
    homeless: list[Span] = []
    for place, span in reversed(rest):
        if place < len(found) and _joins(text, found[place], span[1], extents[place][0]):
            extents[place][0] = span[0]
        else:
            homeless.append(span)
    leaves = tuple(
        LeafBlock(mark.kind, mark.span, (extent[0], extent[1]))
        for mark, extent in zip(found, extents, strict=True)
        if mark.kind is not BlockKind.PAGE_BREAK
    )
    return leaves, tuple(reversed(homeless))


def _joins(text: str, mark: BlockMark, start: int, end: int) -> bool:
    """Tell whether only spaces stand between a leaf and the stretch beside it."""
    if mark.kind is BlockKind.PAGE_BREAK:
        return False
    return start <= end and not text[start:end].strip(" ")
