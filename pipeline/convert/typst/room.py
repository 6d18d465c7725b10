"""What leads into text and may not stand alone at the foot of a page.

Typst can keep a block with the next one (``sticky``), but when it moves such a block to the next
page, the notes that it had already set stay behind on the page before. So everything from a
heading down to its text is one block that does not break, with room for two lines below it.
"""

from __future__ import annotations

from itertools import accumulate, islice, takewhile
from typing import Any

from pipeline.convert.ast import Node, Nodes
from pipeline.convert.typst.nodes import text_of

# A block that does not break has to fit on a page: in characters, about half of one.
MOST = 1_000

_LEADERS = frozenset(
    {
        "heading", "source-note", "opener", "dateline", "opener-line", "salutation",
        "section-title", "list-head", "valediction", "center",
    }
)  # fmt: skip


def kind(node: Node) -> str:
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
