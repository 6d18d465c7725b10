"""What has to stay together on a page.

Typst can keep a block with the next one (``sticky``), but when it moves such a block to the next
page, the notes that it had already set stay behind on the page before. So everything from a
heading down to its text is one block that does not break, with room for the first lines below it
and their notes, and so is a paragraph of few lines, a short list or a small table with notes, and a
short last paragraph with the closing, which would else stand on a page alone.

Of a longer paragraph Typst keeps two lines together at each end, but not where a note belongs to
one of them: it gives the note the room of the other line, or moves the line of the note alone. So
room for the pair and its notes is asked for ahead of it. How many lines there are is told from how
wide the letters are, which is right to a fraction of a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, takewhile
from math import ceil
from typing import Any

from pipeline.book.outputs import Paper
from pipeline.convert import ast
from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.pdf.fitting import ROOMS, USUAL, width_of
from pipeline.convert.pdf.nodes import inside, notes_in, text_of
from pipeline.convert.pdf.source import raw_inline
from pipeline.convert.pdf.tables import fit_of, rows_of

# How much of a line letters fill before it is justified; the type of notes and of their markers, in
# that of the text; what stands before a paragraph, and before a note.
FILLED = 0.985
NOTE_TYPE = 0.83
MARKER_TYPE = 0.6
INDENT = 1.4
NOTE_INDENT = 2.4
# Of a line, how far it may begin or end elsewhere than told.
NEARLY = 0.2

# Lines of the paragraphs with notes that are not parted, the most of notes that room is asked for,
# and the longest tables and lists with notes that are not parted, with what may lead into them.
FEW_LINES = 5
MOST_NOTE_LINES = 26
MOST_ROWS = 14
MOST_ITEMS = 10
MOST_OF_LIST = 600
MOST_LEADERS = 8
# Of what is longer, the rows that follow a heading, and the lines of a row below a marker.
FIRST_ROWS = 3
ROW_LINES = 2

# The last paragraph of a letter goes with its closing up to this length, about six lines.
LAST = 400

# A block that does not break has to fit on a page: in characters, about half of one.
MOST = 1_000

CONTAINERS = frozenset({"opener", "closer", "table", "unplaced-note"})
LEADERS = frozenset(
    {
        "heading", "source-note", "opener", "dateline", "opener-line", "salutation",
        "section-title", "list-head", "valediction", "center",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Room:
    """Room on a page: for lines of so many ``notes``, and for lines of ``text`` below."""

    lines: int
    notes: int
    text: int = 0

    def written(self) -> str:
        """Write it as an array of Typst."""
        return f"({self.lines}, {self.notes}, {self.text})"


def kind(node: PandocNode) -> str:
    """Name a block as the template does; ``text`` where it has no name."""
    if node["t"] != "Div":
        return "heading" if node["t"] == "Header" else "text"
    content: Any = node["c"]
    return str(content[0][1][0])


def leading(blocks: Nodes, start: int) -> int:
    """Count the blocks from ``start`` on that lead into what follows."""
    leaders = takewhile(lambda block: kind(block) in LEADERS, islice(blocks, start, None))
    lengths = accumulate(len(text_of(block["c"])) for block in leaders)
    return sum(1 for _ in takewhile(lambda length: length <= MOST, lengths))


def whole(blocks: Nodes, start: int, leaders: int, paper: Paper) -> int:
    """Count the blocks from ``start`` on that are not parted: none, one, or a closing with it.

    They go with so many ``leaders`` before them.
    """
    pair = blocks[start : start + 2]
    if not pair or leaders > MOST_LEADERS:
        return 0
    if (
        [kind(block) for block in pair] == ["text", "closer"]
        and pair[0]["t"] == "Para"
        and len(text_of(pair[0]["c"])) <= LAST
        and len(text_of(pair[1]["c"])) <= MOST
    ):
        return 2
    if pair[0]["t"] == "Para":
        lines = ParagraphLines.of(pair[0]["c"], paper)
        return int(lines.end <= FEW_LINES and bool(lines.notes))
    return int(
        (kind(pair[0]) == "table" and _is_small(pair[0], paper))
        or (kind(pair[0]) == "list" and _has_few_items(pair[0]))
    )


def space_below(last: PandocNode, following: Nodes) -> str:
    """Name what sets the space below the ``last`` block: itself, or a table with its own space."""
    return "table" if any(kind(block) == "table" for block in following) else kind(last)


def lines_below(following: Nodes, paper: Paper) -> int:
    """Give the lines that the first of ``following`` has at least on the page of its heading."""
    if any(kind(block) == "table" for block in following):
        return 3  # two rows and the space above the table
    paragraphs = (
        ParagraphLines.of(block["c"], paper) for block in following if block["t"] == "Para"
    )
    return 2 if any(not paragraph.first_is_loose for paragraph in paragraphs) else 1


@dataclass(frozen=True, slots=True)
class ParagraphLines:
    """How many lines a paragraph has, and after how many each note stands, with its own lines."""

    end: float
    notes: tuple[tuple[float, int], ...]
    width: float

    @classmethod
    def of(cls, paragraph: Any, paper: Paper) -> ParagraphLines:  # noqa: ANN401 - a paragraph's nodes
        """Measure a paragraph, where it has notes."""
        if not inside(paragraph, "Note"):
            return cls(0, (), 1)
        width, _, size = ROOMS[paper]
        line = FILLED * width / size
        ends = list(accumulate(map(_width, paragraph), initial=INDENT))
        notes = tuple(
            (end / line, note_lines(note, paper))
            for end, node in zip(ends, paragraph, strict=False)
            for note in inside(node, "Note")
        )
        return cls(ends[-1] / line, notes, line)

    @property
    def first_is_loose(self) -> bool:
        """Whether the first line has a note, which may fill the page below it."""
        return any(place < 1 + NEARLY for place, _ in self.notes)

    def loose_ends(self) -> tuple[str, ...]:
        """Say for the template which two lines of a paragraph are not kept together."""
        last = ceil(self.end - NEARLY) - 2 - NEARLY
        ends = (
            ("first: true", self.first_is_loose),
            ("last: true", any(last < place < self.end - NEARLY for place, _ in self.notes)),
        )
        return tuple(end for end, is_loose in ends if is_loose)

    def asked(self) -> list[Room | None]:
        """Give for each note what it asks room for: the notes beside it."""
        rooms: list[Room | None] = []
        for index, (place, lines) in enumerate(self.notes):
            beside = [more for at, more in self.notes[index + 1 :] if at - place <= 1]
            rooms.append(_room([lines, *beside], 0) if beside else None)
        return rooms

    def first(self) -> Room | None:
        """Give the room for the notes of the first two lines, and for the second."""
        return self._pair(0, 1)

    def last(self) -> tuple[float, Room] | None:
        """Give the room for the last two lines and their notes, and where it is asked for.

        That is as far from the beginning as so many letters in a row, in parts of their size.
        """
        lines, most = (ceil(self.end + away) for away in (-NEARLY, NEARLY))
        room = self._pair(lines - 2, 2 + most - lines)
        return None if room is None else ((lines - 2 - NEARLY) * self.width - INDENT, room)

    def _pair(self, begins: int, text: int) -> Room | None:
        """Give the room for the notes of two lines: a note of the first would take the second's."""
        pair = [note for note in self.notes if -NEARLY < note[0] - begins < text + 1 + NEARLY]
        whole = bool(pair) and pair[-1][0] - begins < 1 + NEARLY
        return _room([lines for _, lines in pair], text, whole=whole)


def asking(content: Nodes, lines: ParagraphLines) -> Nodes:
    """Let a paragraph ask for room for its first two lines with their notes, and its last two."""
    first, last = lines.first(), lines.last()
    if last is not None:
        content = put_in(content, *last)
    return content if first is None else [_ahead(first), *content]


def put_in(content: Nodes, place: float, wanted: Room) -> Nodes:
    """Ask for room before the word, or the part of a paragraph, that begins at ``place``."""
    width = 0.0
    for index, node in enumerate(content):
        begins = width
        width += _width(node)
        if width <= place:
            continue
        if node["t"] != "Str":
            return [*content[:index], _ahead(wanted), *content[index:]]
        text = str(node["c"])
        ends = enumerate(accumulate(map(width_of, text), initial=begins))
        end = next((at for at, reached in ends if reached > place), len(text))
        cut = text.find(" ", end) + 1 or len(text)
        parts = [ast.string(text[:cut]), _ahead(wanted), ast.string(text[cut:])]
        return [*content[:index], *parts, *content[index + 1 :]]
    return content


def _width(node: PandocNode) -> float:
    """Give how wide a part of a paragraph is, with the markers in it."""
    labels = "".join(label for _, label in notes_in(node))
    return width_of(text_of(node)) + MARKER_TYPE * width_of(labels)


def _ahead(wanted: Room) -> PandocNode:
    return raw_inline(f"#room-ahead({wanted.written()});")


def first_notes(block: PandocNode, paper: Paper) -> Room | None:
    """Give the room for the notes that stand near the beginning of a block below a heading."""
    if block["t"] == "Para":
        return ParagraphLines.of(block["c"], paper).first()
    rows = [row for table in inside(block, "Table") for row in rows_of(table["c"])]
    begins = rows[:FIRST_ROWS] or inside(block, "Para", "Plain")[:FIRST_ROWS]
    return _room([note_lines(note, paper) for note in inside(begins, "Note")], 0)


def asked_in_rows(table: PandocNode, paper: Paper) -> list[Room | None]:
    """Give for each note of a table room for all of it, and for the rest of its row.

    A row that no longer has room when its note is set would go to the next page without it.
    """
    notes = inside(table, "Note")
    return [_room([note_lines(note, paper)], ROW_LINES, whole=True) for note in notes]


def together(blocks: Nodes, paper: Paper, below: Room | None = None) -> Room | None:
    """Give what the first note of blocks that do not part asks for: room for all of them.

    ``below`` is what stands right after them.
    """
    lines = [note_lines(note, paper) for note in inside(blocks, "Note")]
    if below is not None and sum(lines) + below.lines <= MOST_NOTE_LINES:
        return Room(sum(lines) + below.lines, len(lines) + below.notes, below.text)
    return _room(lines, 0) if len(lines) > 1 else None


def note_lines(note: PandocNode, paper: Paper) -> int:
    """Give the lines of a note."""
    width, _, size = ROOMS[paper]
    line = FILLED * width / size / NOTE_TYPE
    blocks: Any = note["c"]
    return sum(max(1, ceil((NOTE_INDENT + width_of(text_of(one))) / line)) for one in blocks)


def _room(notes: Sequence[int], text: int, *, whole: bool = False) -> Room | None:
    """Give room for notes, of the last of which its beginning is enough, or all.

    Typst keeps two lines of it together, or three, which it would part otherwise.
    """
    left = 0 if whole or not notes or notes[-1] <= 3 else notes[-1] - 2  # noqa: PLR2004
    lines = sum(notes) - left
    return Room(lines, len(notes), text) if notes and lines <= MOST_NOTE_LINES else None


def _has_few_items(block: PandocNode) -> bool:
    """Tell whether a list has notes, and is short enough not to be parted."""
    items = sum(len(one["c"]) for one in inside(block, "BulletList"))
    few = items <= MOST_ITEMS and len(text_of(block["c"])) <= MOST_OF_LIST
    return few and bool(inside(block, "Note"))


def _is_small(block: PandocNode, paper: Paper) -> bool:
    """Tell whether a table has notes, and few enough rows, each of a line, not to be parted."""
    tables = inside(block, "Table")
    rows = sum(len(rows_of(table["c"])) for table in tables)
    return (
        bool(inside(tables, "Note"))
        and rows <= MOST_ROWS
        and all(fit_of(table["c"], paper, in_flow=False) == USUAL for table in tables)
    )
