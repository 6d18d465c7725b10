"""Pages that end earlier, so that a note gets the room that it had not beside its marker.

Typst lays out a table or a list as one, and moves none of its rows or items for the sake of a note.
So where a note came out on another page than its marker, the book is set again, and the page ends
before what the marker stands in: the row, the item, the paragraph with all that leads into it, or,
of a longer paragraph, the line above.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from math import floor
from typing import Any

from pipeline.book.outputs import Paper
from pipeline.convert import ast
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.pdf import room
from pipeline.convert.pdf.nodes import notes_in
from pipeline.convert.pdf.room import CONTAINERS, LEADERS, ParagraphLines, Room
from pipeline.convert.pdf.source import raw_block, raw_inline

# More than is left on a page that a note has no room on.
_MUCH = Room(12, 1, 2)
_LINES_KEPT = 2
# Only the first note of a line moves it: how far, in lines, the beginning of the line is from it.
_SURELY = 0.1
_IN_FLOW = CONTAINERS | {"document", "attachment"}


def set_apart(blocks: Nodes, notes: Collection[str], paper: Paper) -> Nodes:
    """End a page before each of ``notes``, at the nearest place where it can end."""
    return _Parting(frozenset(notes), paper).blocks(blocks, in_flow=True)[0] if notes else blocks


class _Parting:
    def __init__(self, notes: frozenset[str], paper: Paper) -> None:
        self.notes = notes
        self.paper = paper

    def blocks(self, blocks: Nodes, *, in_flow: bool) -> tuple[Nodes, bool]:
        """End pages inside ``blocks``; and tell whether one has to end before the first of them."""
        written: Nodes = []
        is_first = False
        leaders = 0
        for block in blocks:
            parted, before = self.block(block, in_flow=in_flow)
            place = len(written) - leaders
            if before and place == 0:
                is_first = True
            elif before:
                written.insert(place, raw_block("#colbreak(weak: true)"))
            written.append(parted)
            leaders = leaders + 1 if room.kind(block) in LEADERS else 0
        return written, is_first

    def block(self, block: PandocNode, *, in_flow: bool) -> tuple[PandocNode, bool]:
        if not self.are_in(block):
            return block, False
        content: Any = block["c"]
        kind = room.kind(block)
        match block["t"]:
            case _ if kind in LEADERS or room.whole([block], 0, 0, self.paper):
                return block, True
            case "Div":
                parted, before = self.blocks(content[1], in_flow=in_flow and kind in _IN_FLOW)
                return {**block, "c": [content[0], parted]}, before
            case "Para" if in_flow:
                return self.paragraph(content)
            case "BulletList":
                return self.items(content)
            case "Table":
                return self.rows(block, content)
        return block, True

    def are_in(self, node: Any) -> bool:  # noqa: ANN401 - any part of pandoc's document
        return any(note in self.notes for note, _ in notes_in(node))

    def paragraph(self, content: Nodes) -> tuple[PandocNode, bool]:
        lines = ParagraphLines.of(content, self.paper)
        places = [place for place, _ in lines.notes]
        ids = [note for note, _ in notes_in(content)]
        first = next(number for number, note in enumerate(ids) if note in self.notes)
        for before, place in reversed(list(pairwise([0.0, *places[: first + 1]]))):
            line = floor(place)
            is_kept = _LINES_KEPT <= line <= lines.end - _LINES_KEPT
            if is_kept and min(place - line, line - before) > _SURELY:
                return ast.para(
                    room.put_in(content, place * lines.width - room.INDENT, _MUCH)
                ), False
        return ast.para(content), True

    def items(self, items: list[Nodes]) -> tuple[PandocNode, bool]:
        written: list[Nodes] = []
        is_first = False
        for item in items:
            parted, before = self.blocks(item, in_flow=False)
            if before and written:
                written[-1] = _ended(written[-1])
            is_first = is_first or (before and not written)
            written.append(parted)
        return ast.bullet_list(written), is_first

    def rows(self, table: PandocNode, content: Any) -> tuple[PandocNode, bool]:  # noqa: ANN401 - pandoc's Table
        *around, bodies, foot = content
        rows = [row for body in bodies for row in body[3]]
        for above, row in pairwise(rows):
            if self.are_in(row):
                first: Any = above[1][0]
                first[4] = _ended(first[4])
        return {**table, "c": [*around, bodies, foot]}, self.are_in([around, rows[:1]])


def _ended(blocks: Nodes) -> Nodes:
    """End the page after the last of ``blocks``, which stays of one kind with the others."""
    if blocks and blocks[-1]["t"] in ("Plain", "Para"):
        last = blocks[-1]
        content: Any = last["c"]
        return [*blocks[:-1], {**last, "c": [*content, raw_inline("#page-end;")]}]
    return [*blocks, raw_block("#page-end")]
