"""What has to stay together on a page.

Typst can keep a block with the next one (``sticky``), but when it moves such a block to the next
page, the notes that it had already set stay behind on the page before. So everything from a
heading down to its text is one block that does not break, with room for the first lines below it,
and so is a short last paragraph with the closing, which would else stand on a page alone.
Two lines of a paragraph are not kept together where a note belongs to the first of them: Typst
would give the note the room of the second line, find that the pair does not fit, and leave the
note behind. A paragraph of few lines with a note is one block instead; in a longer one the note
asks for the room of the line below it, and of the notes that may stand beside it, before it is set.
"""

from __future__ import annotations

from itertools import accumulate, islice, takewhile
from typing import Any

from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.pdf.nodes import inside, text_of

# Characters of a line at most, of a last line at least, and of the paragraphs with notes that are
# not parted, which have about four lines.
LINE = 75
SHORT_LINE = 8
FEW_LINES = 300

# Characters of a line of a note at least, and the most of its lines that room is asked for.
NOTE_LINE = 70
MOST_NOTE_LINES = 16

# The last paragraph of a letter goes with its closing up to this length, about six lines.
LAST = 400

# A block that does not break has to fit on a page: in characters, about half of one.
MOST = 1_000

_LEADERS = frozenset(
    {
        "heading", "source-note", "opener", "dateline", "opener-line", "salutation",
        "section-title", "list-head", "valediction", "center",
    }
)  # fmt: skip


def kind(node: PandocNode) -> str:
    """Name a block as the template does; ``text`` where it has no name."""
    content: Any = node.get("c")
    match node["t"]:
        case "Div":
            return str(content[0][1][0])
        case "Header":
            return "heading"
        case _:
            return "text"


def leading(blocks: Nodes, start: int) -> int:
    """Count the blocks from ``start`` on that lead into what follows."""
    leaders = takewhile(lambda block: kind(block) in _LEADERS, islice(blocks, start, None))
    lengths = accumulate(len(text_of(block["c"])) for block in leaders)
    return sum(1 for _ in takewhile(lambda length: length <= MOST, lengths))


def closing(blocks: Nodes, start: int) -> bool:
    """Tell whether the block at ``start`` is a short paragraph with a closing below it."""
    pair = blocks[start : start + 2]
    return (
        [kind(block) for block in pair] == ["text", "closer"]
        and pair[0]["t"] == "Para"
        and len(text_of(pair[0]["c"])) <= LAST
        and len(text_of(pair[1]["c"])) <= MOST
    )


def space_below(last: PandocNode, following: Nodes) -> str:
    """Name what sets the space below the ``last`` block: itself, or a table with its own space."""
    return "table" if any(kind(block) == "table" for block in following) else kind(last)


def lines_below(following: Nodes) -> int:
    """Give the lines that the first of ``following`` has at least on the page of its heading."""
    if any(kind(block) == "table" for block in following):
        return 3  # two rows and the space above the table
    return (
        2
        if any(b["t"] == "Para" and FIRST_PAIR not in loose_ends(b["c"]) for b in following)
        else 1
    )


FIRST_PAIR = "first: true"
LAST_PAIR = "last: true"


def is_short(paragraph: Any) -> bool:  # noqa: ANN401 - a paragraph's nodes
    """Tell whether a paragraph has notes, and few enough lines not to be parted."""
    return len(text_of(paragraph)) <= FEW_LINES and bool(inside(paragraph, "Note"))


def loose_ends(paragraph: Any) -> tuple[str, ...]:  # noqa: ANN401 - a paragraph's nodes
    """Say for the template which two lines of a paragraph are not kept together."""
    length, notes = _places(paragraph)
    last = range(length - 2 * LINE, length - SHORT_LINE)
    loose = (
        (FIRST_PAIR, any(place < LINE for place, _ in notes)),
        (LAST_PAIR, any(place in last for place, _ in notes)),
    )
    return tuple(end for end, is_loose in loose if is_loose)


def asked(paragraph: Any) -> list[tuple[float, int]]:  # noqa: ANN401 - a paragraph's nodes
    """Give for each note the lines of notes, and of text, that it asks room for."""
    length, notes = _places(paragraph)
    last = range(length - 2 * LINE, length - SHORT_LINE)
    rooms: list[tuple[float, int]] = []
    for index, (place, lines) in enumerate(notes):
        beside = [more for at, more in notes[index + 1 :] if at - place <= LINE]
        below = int(place < LINE < length or place in last)
        wanted = lines + sum(beside[:-1]) + bool(beside) if beside or below else 0
        rooms.append((wanted, below) if wanted <= MOST_NOTE_LINES else (0, 0))
    return rooms


def asked_together(blocks: Nodes) -> list[tuple[float, int]]:
    """Give for each note of blocks that do not part what the first asks for: room for all."""
    lines = [_lines(note) for note in inside(blocks, "Note")]
    wanted = sum(lines[:-1]) + 1
    return [(wanted, 0)] if 1 < wanted <= MOST_NOTE_LINES else []


def _places(paragraph: Any) -> tuple[int, list[tuple[int, int]]]:  # noqa: ANN401 - as above
    """Give the characters of a paragraph, and for each note its place and its lines."""
    ends = list(accumulate((len(text_of(node)) for node in paragraph), initial=0))
    notes = [
        (end, _lines(note))
        for end, node in zip(ends, paragraph, strict=False)
        for note in inside(node, "Note")
    ]
    return ends[-1], notes


def _lines(note: PandocNode) -> int:
    return -(-len(text_of(note["c"])) // NOTE_LINE) or 1
