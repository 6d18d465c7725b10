"""What has to stay together on a page.

Typst can keep a block with the next one (``sticky``), but when it moves such a block to the next
page, the notes that it had already set stay behind on the page before. So everything from a
heading down to its text is one block that does not break, with room for the first lines below it,
and so is a short last paragraph with the closing, which would else stand on a page alone.
Two lines of a paragraph are not kept together where a note belongs to the first of them: Typst
would give the note the room of the second line, find that the pair does not fit, and leave the
note behind.
"""

from __future__ import annotations

from itertools import accumulate, islice, takewhile
from typing import Any

from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.pdf.nodes import inside, text_of

# Characters of a line at most and at least, and of a paragraph of three lines at most, which are
# all kept together.
LINE = 75
SHORT_LINE = 30
THREE_LINES = 230

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


def loose_ends(paragraph: Any) -> tuple[str, ...]:  # noqa: ANN401 - a paragraph's nodes
    """Say for the template which two lines of a paragraph are not kept together."""
    ends = list(accumulate(len(text_of(node)) for node in paragraph))
    places = [end for end, node in zip(ends, paragraph, strict=True) if inside(node, "Note")]
    length = ends[-1] if ends else 0
    first = 2 * LINE if length < THREE_LINES else LINE
    last = range(length - 2 * LINE, length - SHORT_LINE)
    loose = (
        (FIRST_PAIR, any(one < first for one in places)),
        (LAST_PAIR, any(p in last for p in places)),
    )
    return tuple(end for end, is_loose in loose if is_loose)
