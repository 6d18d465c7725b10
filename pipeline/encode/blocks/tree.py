"""Build the blocks of a document from lines whose kind is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from pipeline.encode.blocks.kinds import LineKind, Unit
from pipeline.encode.blocks.lines import LineLayout
from pipeline.encode.blocks.lists import LIST_KINDS, is_item, make_list
from pipeline.encode.blocks.settings import BlockSettings
from pipeline.encode.blocks.tables import make_table
from pipeline.encode.blocks.titles import style_of
from pipeline.encode.standoff import BlockKind, BlockMark
from pipeline.model.document import ParagraphStyle

_OPENING = {
    LineKind.DATELINE: BlockKind.DATELINE,
    LineKind.OPENER_LINE: BlockKind.OPENER_LINE,
    LineKind.SALUTATION: BlockKind.SALUTATION,
}
_CLOSING = {
    LineKind.SIGNATURE: BlockKind.SIGNATURE,
    LineKind.CLOSER_LINE: BlockKind.CLOSER_LINE,
    LineKind.VALEDICTION: BlockKind.VALEDICTION,
    LineKind.CLOSING_WORDS: BlockKind.CLOSING_WORDS,
    LineKind.DATELINE: BlockKind.DATELINE,
}
_SET_OFF = {
    LineKind.QUOTATION: BlockKind.QUOTATION,
    LineKind.POSTSCRIPT: BlockKind.POSTSCRIPT,
}
_FIRST_LABELS = frozenset({"1", "a", "A", "i", "I"})
_HEADS = frozenset({LineKind.LIST_HEAD, LineKind.PAGE})
_ALONE = {
    LineKind.PAGE: BlockKind.PAGE_BREAK,
    LineKind.HEADING: BlockKind.HEADING,
    LineKind.SOURCE_NOTE: BlockKind.SOURCE_NOTE,
}


def build(text: str, units: Sequence[Unit], settings: BlockSettings) -> tuple[BlockMark, ...]:
    """Give the blocks of a document, its attachments at the end."""
    bounds = _attachments(units, settings)
    bounds.append(len(units))
    marks = build_blocks(text, units[: bounds[0]], settings, titled=True)
    for start, stop in pairwise(bounds):
        attached = build_blocks(text, units[start:stop], settings, titled=True)
        marks.append(_holder(BlockKind.ATTACHMENT, attached))
    return tuple(marks)


def build_blocks(
    text: str, units: Sequence[Unit], settings: BlockSettings, *, titled: bool
) -> list[BlockMark]:
    """Give the blocks of a text that has no attachments; there may be titles in it."""
    marks: list[BlockMark] = []
    begun = False
    place = 0
    while place < len(units):
        run = _run_at(units, place)
        mark = _block(text, run, settings)
        if titled and mark.kind is BlockKind.PARAGRAPH:
            style = style_of(units, place, settings, begun=begun)
            if style is ParagraphStyle.BODY:
                begun = True
            else:
                mark = mark._replace(style=style)
        marks.append(mark)
        place += len(run)
    return marks


def _run_at(units: Sequence[Unit], place: int) -> Sequence[Unit]:
    """Give the units from ``place`` on that make one block."""
    kind = units[place].kind
    if kind in _OPENING:
        return _run(units, place, lambda _, unit: unit.kind in _OPENING)
    if kind in _CLOSING:
        return _run(
            units,
            place,
            lambda _, unit: (
                unit.kind in _CLOSING and (unit.joined or unit.kind is not LineKind.DATELINE)
            ),
        )
    if kind is LineKind.ROW:
        return _run(units, place, _same_table)
    if kind in LIST_KINDS:
        table = _run(units, place, _table_below_head)
        run = table if len(table) > 1 else _parted(_run(units, place, _same_list))
        return run if any(unit.kind not in _HEADS for unit in run) else units[place : place + 1]
    if kind in _SET_OFF:
        return _set_off_run(units, place)
    return units[place : place + 1]


def _run(
    units: Sequence[Unit], place: int, belongs: Callable[[Unit, Unit], bool]
) -> Sequence[Unit]:
    """Give the units that belong together; page marks belong where such a unit follows."""
    stop = place + 1
    last = units[place]
    for i in range(place + 1, len(units)):
        unit = units[i]
        if unit.kind is LineKind.PAGE:
            continue
        if not belongs(last, unit):
            break
        last, stop = unit, i + 1
    return units[place:stop]


def _same_table(_: Unit, unit: Unit) -> bool:
    return unit.kind is LineKind.ROW and unit.joined


def _table_below_head(last: Unit, unit: Unit) -> bool:
    if last.kind is LineKind.LIST_HEAD:
        return unit.kind is LineKind.ROW
    return last.kind is LineKind.ROW and _same_table(last, unit)


def _same_list(last: Unit, unit: Unit) -> bool:
    if unit.kind is LineKind.LIST_HEAD:
        # Heads at the margin come before all items, and one that is indented is an item's.
        heads = last.kind is LineKind.LIST_HEAD and last.line.indent == 0
        return heads or unit.line.indent > 0
    if unit.kind not in LIST_KINDS:
        return False
    if unit.line.look is last.line.look is LineLayout.TEXT:
        goes_on = last.kind is LineKind.ITEM and not last.joined  # a further paragraph of the item
        if unit.kind is LineKind.ITEM or (unit.kind is LineKind.LABEL and goes_on):
            return True
    return unit.joined or last.kind is LineKind.LIST_HEAD or unit.line.indent != last.line.indent


def _parted(run: Sequence[Unit]) -> Sequence[Unit]:
    """End a list of bullets where labels at the margin begin another."""
    bulleted = False
    for place, unit in enumerate(run):
        if unit.kind is LineKind.LABEL:
            is_first = unit.words.strip("().") in _FIRST_LABELS and not unit.line.indent
            return run[:place] if bulleted and is_first else run
        bulleted = bulleted or unit.line.look is LineLayout.BULLET
    return run


def _set_off_run(units: Sequence[Unit], place: int) -> Sequence[Unit]:
    """Give a quotation or postscript with the lists inside it, and what is quoted after them."""
    kind = units[place].kind
    stop = place + 1
    for i in range(place + 1, len(units)):
        if units[i].kind is kind:
            stop = i + 1
        elif units[i].kind not in LIST_KINDS and units[i].kind is not LineKind.PAGE:
            break
    return units[place:stop]


def _block(text: str, run: Sequence[Unit], settings: BlockSettings) -> BlockMark:
    unit = run[0]
    if unit.kind in _ALONE:
        return BlockMark(_ALONE[unit.kind], unit.span)
    if unit.kind in _SET_OFF:
        inner = [
            Unit(LineKind.PARAGRAPH, u.span, u.words, u.line) if u.kind is unit.kind else u
            for u in run
        ]
        return _holder(_SET_OFF[unit.kind], build_blocks(text, inner, settings, titled=False))
    if unit.kind in _OPENING:
        if len(run) == 1 and unit.kind is LineKind.DATELINE:
            return BlockMark(BlockKind.DATELINE, unit.span)
        return _holder(BlockKind.OPENER, _parts(run, _OPENING))
    if unit.kind in _CLOSING:
        return _holder(BlockKind.CLOSER, _parts(run, _CLOSING))
    if any(u.kind is LineKind.ROW for u in run):
        return make_table(text, run)
    if unit.kind in LIST_KINDS and (len(run) > 1 or is_item(unit)):
        return make_list(run, settings)
    return BlockMark(BlockKind.PARAGRAPH, unit.span)


def _parts(run: Iterable[Unit], kinds: Mapping[LineKind, BlockKind]) -> list[BlockMark]:
    return [
        BlockMark(kinds.get(u.kind, BlockKind.PAGE_BREAK), u.span, run_in=u.run_in) for u in run
    ]


def _holder(kind: BlockKind, children: Sequence[BlockMark]) -> BlockMark:
    return BlockMark(kind, (children[0].span[0], children[-1].span[1]), tuple(children))


def _attachments(units: Sequence[Unit], settings: BlockSettings) -> list[int]:
    """Find where attachments begin: at a further heading, or at a line that announces one."""
    heading = next((i for i, unit in enumerate(units) if unit.kind is LineKind.HEADING), None)
    if heading is None:
        return []
    starts: list[int] = []
    for i in range(heading + 2, len(units) - 1):
        unit = units[i]
        if unit.kind is LineKind.HEADING and units[i - 1].kind is not LineKind.HEADING:
            starts.append(_announced(units, i))
        elif unit.kind is LineKind.PARAGRAPH and settings.attachment.fullmatch(unit.words):
            starts.append(i)
    return sorted(set(starts))


def _announced(units: Sequence[Unit], heading: int) -> int:
    """Give the place of the line ``[Enclosure]`` just above a heading, or of the heading."""
    above = heading - 1
    while units[above].kind is LineKind.PAGE:
        above -= 1
    return above if units[above].kind is LineKind.OPENER_LINE else heading
