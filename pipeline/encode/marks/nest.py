"""Nest transcribers' marks in one another and with what the words of a leaf say.

Dates, references and names stay whole; a mark that crosses one is parted at its edge, and so is a
mark that crosses another.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heappop, heappush
from itertools import accumulate, groupby
from typing import NamedTuple, TypeAlias

from pipeline.encode.leaves import LeafBlock
from pipeline.model import document as model
from pipeline.model.document import Span
from pipeline.model.marks import TranscribersMark

_MakeInlines: TypeAlias = Callable[[model.Inlines], model.Inlines]


@dataclass(slots=True)
class Branch:
    """A stretch that a node holds; one that ``is_point`` stands for the text in it."""

    span: Span
    make: _MakeInlines
    is_point: bool = False
    children: list[Branch] = field(default_factory=list)


class _NestedItem(NamedTuple):
    """What is to be nested; it compares by place, the outer before the inner."""

    start: int
    backwards: int
    order: int
    mark: TranscribersMark | None
    make: _MakeInlines


class MarkNesting:
    """The marks of a text, by place.

    ``aside`` are the stretches of markers and page marks, which rise; no mark begins or ends in
    one.
    """

    def __init__(self, marks: Sequence[TranscribersMark], aside: Sequence[Span]) -> None:
        self.marks = [_outside(mark, aside) for mark in marks]
        self.starts = [mark.span[0] for mark in self.marks]
        self.reach = list(accumulate((mark.span[1] for mark in self.marks), max))

    def within(self, extent: Span) -> list[TranscribersMark]:
        """Give the marks in a stretch, as far as they stand in it."""
        first = bisect_left(self.reach, extent[0])
        near = self.marks[first : bisect_right(self.starts, extent[1])]
        return [cut for mark in near for cut in _clipped(mark, extent)]

    def nested(
        self,
        extent: Span,
        annotations: Sequence[tuple[Span, Callable[[model.Inlines], model.Inline]]],
    ) -> list[Branch]:
        """Nest the marks in a stretch with its ``annotations``, which rise and are disjoint."""
        spans = [span for span, _ in annotations]
        marks = [cut for mark in self.within(extent) for cut in _parted(mark, spans)]
        items = [
            _NestedItem(span[0], -span[1], order, None, _whole(wrap))
            for order, (span, wrap) in enumerate(annotations)
        ]
        items += [
            _NestedItem(mark.span[0], -mark.span[1], order, mark, _maker(mark))
            for order, mark in enumerate(marks, len(items))
        ]
        return _tree(items)


def _tree(items: list[_NestedItem]) -> list[Branch]:
    heapify(items)
    roots: list[Branch] = []
    open_: list[Branch] = []
    while items:
        item = heappop(items)
        start, end = item.start, -item.backwards
        while open_ and open_[-1].span[1] <= start and not _ends_with(open_[-1], item):
            open_.pop()
        if open_ and open_[-1].span[1] < end:
            edge = open_[-1].span[1]
            if item.mark is not None:
                first, rest = _cut(item.mark, edge)
                heappush(items, _NestedItem(edge, -end, item.order, rest, _maker(rest)))
                item = item._replace(backwards=-edge, mark=first, make=_maker(first))
            end = edge
        is_point = item.mark is not None and item.mark.is_point
        branch = Branch((start, end), item.make, is_point)
        (open_[-1].children if open_ else roots).append(branch)
        open_.append(branch)
    return roots


def _ends_with(branch: Branch, item: _NestedItem) -> bool:
    """Tell whether a place at the very end of a branch belongs to it."""
    is_place = item.start == -item.backwards
    return is_place and branch.span[0] < item.start == branch.span[1] and not branch.is_point


def _outside(mark: TranscribersMark, aside: Sequence[Span]) -> TranscribersMark:
    """Move the edges of a mark out of the markers and page marks that they stand in."""
    start, end = mark.span
    if start == end or mark.is_point:
        return mark
    low, high = _around(start, aside), _around(end, aside)
    start, end = (low[1] if low else start), (high[0] if high else end)
    return mark._replace(span=(start, max(start, end)))


def _around(place: int, aside: Sequence[Span]) -> Span | None:
    at = bisect_left(aside, (place,)) - 1
    inside = at >= 0 and aside[at][0] < place < aside[at][1]
    return aside[at] if inside else None


def _clipped(mark: TranscribersMark, extent: Span) -> Iterator[TranscribersMark]:
    start, end = mark.span
    if mark.is_point:
        inside = extent[0] < start <= extent[1] if start == end else extent[0] <= start < extent[1]
        if inside:
            yield mark
        return
    if start < extent[1] < end:
        mark, _ = _cut(mark, extent[1])
        end = extent[1]
    start = max(start, extent[0])
    if start < end:
        yield mark._replace(span=(start, end))


def _parted(mark: TranscribersMark, whole: Sequence[Span]) -> Iterator[TranscribersMark]:
    """Part a mark at the edges of stretches that have to stay whole and that it crosses."""
    start, end = mark.span
    if mark.is_point or start == end:
        yield mark
        return
    for low, high in whole[max(bisect_left(whole, (start,)) - 1, 0) : bisect_left(whole, (end,))]:
        for edge, crosses in ((low, end < high), (high, start > low)):
            if crosses and mark.span[0] < edge < end:
                first, mark = _cut(mark, edge)
                yield first
    yield mark


def _cut(mark: TranscribersMark, edge: int) -> tuple[TranscribersMark, TranscribersMark]:
    """Cut a mark in two; what it says beside its words is said once, by the second."""
    node = mark.node
    if isinstance(node, model.EditorialChoice):
        node = replace(node, reading="")
    elif isinstance(node, model.Figure):
        node = replace(node, description="", image="")
    start, end = mark.span
    return mark._replace(span=(start, edge), node=node), mark._replace(span=(edge, end))


def _whole(wrap: Callable[[model.Inlines], model.Inline]) -> _MakeInlines:
    return lambda content: (wrap(content),)


def _maker(mark: TranscribersMark) -> _MakeInlines:
    """Say how the node of a mark is made of the words in it."""
    node = mark.node
    if node is None:
        return lambda _: ()
    if isinstance(node, model.Lacuna | model.HandShift | model.LineBreak):
        placed = replace(node, span=mark.span)
        return lambda _: (placed,)
    if mark.is_point:
        return lambda _: (node,)
    if isinstance(node, model.Substitution):
        return _substituted
    if isinstance(node, model.Condition) and node.kind is model.ConditionKind.EXPANDED:
        return lambda content: tuple(_letters(node, content))
    return lambda content: (replace(node, content=content),) if content else ()


def _substituted(content: model.Inlines) -> model.Inlines:
    """Hold alterations together (TEI ``subst``), which hold the blanks between them as well."""
    parts: list[model.Alteration] = []
    for inline in content:
        if isinstance(inline, model.Alteration):
            parts.append(inline)
        elif isinstance(inline, model.Text) and inline.text.isspace() and parts:
            parts[-1] = replace(parts[-1], content=tuple(joined((*parts[-1].content, inline))))
        else:
            return content
    return (model.Substitution(tuple(parts)),) if len(parts) > 1 else content


def _letters(node: model.Condition, content: model.Inlines) -> Iterator[model.Inline]:
    for inline in content:
        is_text = isinstance(inline, model.Text)
        yield replace(node, content=(inline,)) if is_text else inline


def lost_points(marks: Sequence[TranscribersMark], leaves: Iterable[LeafBlock]) -> Iterator[Span]:
    """Yield the places of marks without words that are in no leaf."""
    points = [mark.span for mark in marks if mark.is_point]
    extents = [leaf.extent for leaf in leaves] if points else []
    for start, end in points:
        if not any(low <= start and end <= high for low, high in extents):
            yield start, end


def joined(inlines: Sequence[model.Inline]) -> Iterator[model.Inline]:
    """Join texts that stand side by side, as they do in TEI."""
    for is_text, run in groupby(inlines, lambda one: isinstance(one, model.Text)):
        texts = list(run)
        if is_text and len(texts) > 1:
            words = "".join(model.text_of(one) for one in texts)
            yield model.Text(words, (model.span_of(texts[0])[0], model.span_of(texts[-1])[1]))
        else:
            yield from texts
