"""Build a list, with the lists inside its items, from its lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import ListKind
from pipeline.encode.blocks.kinds import LineKind, Unit
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.standoff import BlockKind, BlockMark

LIST_KINDS = frozenset({LineKind.LIST_HEAD, LineKind.LABEL, LineKind.ITEM})
_DEEPEST = 12
_ROMAN = re.compile(r"[ivx]{2,}|[IVX]{2,}", re.ASCII)


class _Item:
    """An item that is being read; ``depth`` tells on which level it stands."""

    def __init__(self, depth: tuple[int, str]) -> None:
        self.depth = depth
        self.label: Unit | None = None
        self.text: Unit | None = None
        self.below: list[_Item | Unit] = []


def make_list(run: Sequence[Unit], settings: BlockSettings) -> BlockMark:
    """Make one list of a run of heads, labels, items and page marks."""
    root = _Item((-1, ""))
    open_items = [root]
    for unit in run:
        _place(open_items, unit)
    return _list(root.below, settings)


def _place(open_items: list[_Item], unit: Unit) -> None:
    """Put ``unit`` where it belongs; ``open_items`` leads from the root to the last item."""
    last = open_items[-1]
    if unit.kind is LineKind.PAGE:
        open_items[-2 if len(open_items) > 1 else -1].below.append(unit)
        return
    if unit.kind is LineKind.ITEM and last.label and not last.text and not last.below:
        last.text = unit
        return
    if unit.kind is LineKind.LIST_HEAD and unit.line.indent == 0:
        open_items[0].below.append(unit)
        return
    depth = _depth(unit)
    _climb(open_items, depth)
    item = _Item(depth)
    if unit.kind is LineKind.LIST_HEAD:
        item.below.append(unit)
    elif unit.kind is LineKind.LABEL:
        item.label = unit
    else:
        item.text = unit
    open_items[-1].below.append(item)
    open_items.append(item)


def _depth(unit: Unit) -> tuple[int, str]:
    form = _label_form(unit.words) if unit.kind is LineKind.LABEL else ""
    return unit.line.indent, form


def _climb(open_items: list[_Item], depth: tuple[int, str]) -> None:
    """Leave the items that one of ``depth`` does not stand inside.

    An item deeper by its indentation stands inside the last one; of two labels at the same
    indentation the later stands inside if its form is new.
    """
    forms = [item.depth for item in open_items]
    if depth in forms:
        del open_items[forms.index(depth) :]
        return
    del open_items[_DEEPEST:]
    while len(open_items) > 1 and open_items[-1].depth[0] > depth[0]:
        open_items.pop()
    while len(open_items) > 1 and open_items[-1].depth[0] == depth[0] and not depth[1]:
        open_items.pop()


def _label_form(words: str) -> str:
    """Give the form of a label: ``(a)`` for ``(b)``, ``1.`` for ``12.``."""
    core = words.strip("()[].“”\"' ")
    if core.isdigit():
        kind = "1"
    elif _ROMAN.fullmatch(core):
        kind = "i" if core.islower() else "I"
    elif len(core) == 1 and core.isalpha():
        kind = "a" if core.islower() else "A"
    else:
        kind = "x" if core.strip("\u2003") else ""
    return words.replace(core, kind) if core else kind


def _list(below: Sequence[_Item | Unit], settings: BlockSettings) -> BlockMark:
    heads = [part for part in below if isinstance(part, Unit) and part.kind is LineKind.LIST_HEAD]
    children = tuple(_part(part, settings) for part in below)
    span = children[0].span[0], max(_end(child) for child in children)
    labelled = any(isinstance(part, _Item) and part.label for part in below)
    kind = ListKind.GLOSS if labelled else ListKind.SIMPLE
    if heads:
        kind = _kind(heads[0].words, settings)
    return BlockMark(BlockKind.LIST, span, children, list_kind=kind)


def _kind(head: str, settings: BlockSettings) -> ListKind:
    words = head.strip("[]: .")
    return next((k for k, form in settings.lists if form.fullmatch(words)), ListKind.SIMPLE)


def _part(part: _Item | Unit, settings: BlockSettings) -> BlockMark:
    if isinstance(part, _Item):
        return _item(part, settings)
    head = part.kind is LineKind.LIST_HEAD
    return BlockMark(BlockKind.LIST_HEAD if head else BlockKind.PAGE_BREAK, part.span)


def _item(item: _Item, settings: BlockSettings) -> BlockMark:
    children: list[BlockMark] = []
    if item.label:
        children.append(BlockMark(BlockKind.ITEM_LABEL, item.label.span))
    if item.below:
        children.append(_list(item.below, settings))
    if item.text:
        span = item.text.span
    else:
        place = item.label.span[1] if item.label else children[0].span[0]
        span = place, place
    return BlockMark(BlockKind.ITEM, span, tuple(children))


def _end(mark: BlockMark) -> int:
    return max((mark.span[1], *(_end(child) for child in mark.children)))
