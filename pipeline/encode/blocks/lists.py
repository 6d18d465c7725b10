"""Build a list, with the lists inside its items, from its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.encode.blocks.kinds import LineKind, Unit
from pipeline.encode.blocks.lines import LineLayout
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.standoff import BlockKind, BlockMark
from pipeline.model.document import ListKind

LIST_KINDS = frozenset({LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM})
_DEEPEST = 12
_ROMAN = re.compile(r"[ivx]{2,}|[IVX]{2,}", re.ASCII)


class _OpenItem:
    """An item that is being read; ``depth`` tells on which level it stands.

    ``below`` holds what stands inside it: further items, their heads, further paragraphs.
    """

    def __init__(self, depth: tuple[int, str], pages: Sequence[Unit] = ()) -> None:
        self.depth = depth
        self.pages = tuple(pages)
        self.label: Unit | None = None
        self.text: Unit | None = None
        self.head: Unit | None = None
        self.below: list[_OpenItem | Unit] = []


class _ListBuilder:
    """A list that is being read; ``open_items`` leads from its root to the last item."""

    def __init__(self) -> None:
        self.root = _OpenItem((-1, ""))
        self.open_items = [self.root]
        self.pages: list[Unit] = []

    def take(self, unit: Unit) -> None:
        last = self.open_items[-1]
        if unit.kind is LineKind.PAGE:
            self.pages.append(unit)
        elif unit.kind is LineKind.ITEM and last.label and unit.line.look is LineLayout.TEXT:
            self.carry_on(last, unit)
        elif unit.kind is LineKind.ITEM and unit.line.blank_before and self.holds(unit):
            self.carry_on(self.open_items[-1], unit)
        elif unit.kind is LineKind.LIST_HEAD and unit.line.indent == 0:
            self.root.below += [*self.pages, unit]
            self.open_items = [self.root]
            self.pages = []
        else:
            self.begin(unit)

    def holds(self, unit: Unit) -> bool:
        """Leave the items whose text is indented deeper; tell whether one is left."""
        is_text = unit.line.look is LineLayout.TEXT and unit.line.indent > 0
        while is_text and self.open_items[-1].depth[0] >= unit.line.indent:
            self.open_items.pop()
        return is_text and self.open_items[-1] is not self.root

    def carry_on(self, item: _OpenItem, unit: Unit) -> None:
        """Give ``item`` the text of its label, or a further paragraph."""
        if item.text or item.below:
            item.below += [*self.pages, unit]
        else:
            start = self.pages[0].span[0] if self.pages else unit.span[0]
            item.text = replace(unit, span=(start, unit.span[1]))
        self.pages = []

    def begin(self, unit: Unit) -> None:
        """Open an item, inside the one that it is deeper than."""
        form = label_form(unit.words) if unit.kind is LineKind.LABEL else ""
        item = _OpenItem((unit.line.indent, form), self.pages)
        self.climb(item.depth)
        if unit.kind is LineKind.LIST_HEAD:
            item.head = unit
            item.below.append(unit)
        elif unit.kind is LineKind.LABEL:
            item.label = unit
        else:
            item.text = unit
        self.open_items[-1].below.append(item)
        self.open_items.append(item)
        self.pages = []

    def climb(self, depth: tuple[int, str]) -> None:
        """Leave the items that one of ``depth`` does not stand inside.

        An item deeper by its indentation stands inside the last one; of two labels at the same
        indentation the later stands inside if its form is new.
        """
        depths = [item.depth for item in self.open_items]
        if depth in depths:
            del self.open_items[depths.index(depth) :]
            return
        del self.open_items[_DEEPEST:]
        indent, form = depth
        while self.open_items[-1].depth[0] > indent:
            self.open_items.pop()
        while self.open_items[-1].depth[0] == indent and not form:
            self.open_items.pop()


def make_list(run: Sequence[Unit], settings: BlockSettings) -> BlockMark:
    """Make one list of a run of heads, labels, items and page marks."""
    reading = _ListBuilder()
    for unit in run:
        reading.take(unit)
    return _list(reading.root.below, settings)


def is_item(unit: Unit) -> bool:
    """Tell whether ``unit`` makes an item by itself, be it a head with nothing below it."""
    return unit.kind is not LineKind.LIST_HEAD or unit.line.look is LineLayout.BULLET


def label_form(words: str) -> str:
    """Give the form of a label: ``(a)`` for ``(b)``, ``1.`` for ``12.``."""
    core = words.strip("()[].“”\"'–— -")
    if core.isdigit():
        kind = "1"
    elif _ROMAN.fullmatch(core):
        kind = "i" if core.islower() else "I"
    elif len(core) == 1 and core.isalpha():
        kind = "a" if core.islower() else "A"
    else:
        return "word"
    return words.replace(core, kind)


def _list(below: Sequence[_OpenItem | Unit], settings: BlockSettings) -> BlockMark:
    heads = [part for part in below if isinstance(part, Unit) and part.kind is LineKind.LIST_HEAD]
    labelled = any(isinstance(part, _OpenItem) and part.label for part in below)
    kind = ListKind.GLOSS if labelled else ListKind.SIMPLE
    first = below[0]
    if heads:
        kind = _kind(heads[0].words, settings)
    elif not labelled and isinstance(first, _OpenItem) and first.text and first.below:
        kind = _kind(first.text.words, settings)  # a bullet `Present:` with bullets below it
    children = tuple(mark for part in below for mark in _marks(part, settings))
    spans = [mark.span for child in children for mark in (child, *child.children)]
    span = min(start for start, _ in spans), max(end for _, end in spans)
    return BlockMark(BlockKind.LIST, span, children, list_kind=kind)


def _kind(head: str, settings: BlockSettings) -> ListKind:
    words = head.strip("[]: .")
    return next((k for k, form in settings.lists if form.fullmatch(words)), ListKind.SIMPLE)


_UNIT_KINDS = {
    LineKind.LIST_HEAD: BlockKind.LIST_HEAD,
    LineKind.ITEM: BlockKind.PARAGRAPH,
    LineKind.PAGE: BlockKind.PAGE_BREAK,
}


def _marks(part: _OpenItem | Unit, settings: BlockSettings) -> Iterator[BlockMark]:
    if isinstance(part, Unit):
        yield BlockMark(_UNIT_KINDS[part.kind], part.span)
        return
    yield from (BlockMark(BlockKind.PAGE_BREAK, page.span) for page in part.pages)
    children: list[BlockMark] = []
    text, below = part.text, part.below
    if part.head and below == [part.head]:
        text, below = part.head, []
    if part.label:
        children.append(BlockMark(BlockKind.ITEM_LABEL, part.label.span))
    for in_list, parts in groupby(below, _is_in_list):
        if in_list:
            children.append(_list(list(parts), settings))
        else:
            children += [mark for inner in parts for mark in _marks(inner, settings)]
    if text:
        span = text.span
    else:
        place = part.label.span[1] if part.label else children[0].span[0]
        span = place, place
    yield BlockMark(BlockKind.ITEM, span, tuple(children))


def _is_in_list(part: _OpenItem | Unit) -> bool:
    """Tell what makes a list inside an item from a further paragraph of it."""
    return isinstance(part, _OpenItem) or part.kind is LineKind.LIST_HEAD
