"""What has to stay together on a page.

Typst can keep a block with the next one (``sticky``), but when it moves such a block to the next
page, the notes that it had already set stay behind on the page before. So everything from a
heading down to its text is one block that does not break, with room for the first lines below it,
and so is a short last paragraph with the closing, which would else stand on a page alone.
For the same reason the first and the last two lines of a paragraph are not kept together where a
note belongs to one of them.
"""

from __future__ import annotations

from itertools import accumulate, islice, takewhile
from typing import Any

from pipeline.convert.ast import Nodes, PandocNode
from pipeline.convert.pdf.nodes import inside, text_of

# Characters at the start and the end of a paragraph: a line, and two.
EDGES = (75, 150)

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
    return 2 if any(b["t"] == "Para" and not note_at_edge(b["c"]) for b in following) else 1


def note_at_edge(paragraph: Any) -> bool:  # noqa: ANN401 - a paragraph's nodes
    """Tell whether a note belongs to the first or the last two lines of a paragraph."""
    lengths = [len(text_of(node)) for node in paragraph]
    ends = list(accumulate(lengths))
    places = [end for end, node in zip(ends, paragraph, strict=True) if inside(node, "Note")]
    return any(place < EDGES[0] or place > ends[-1] - EDGES[1] for place in places)
