"""The nodes of pandoc's document that the pipeline makes (pandoc-types 1.23).

Text goes into ``Str`` as it is, white space and all: writers keep every space of a ``Str``,
and only of a ``Str``. There is no raw node, so that no text is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from pipeline.model.languages import direction

API_VERSION = (1, 23, 1, 1)

PandocNode: TypeAlias = dict[str, Any]
Nodes: TypeAlias = list[PandocNode]
Attributes: TypeAlias = Iterable[tuple[str, str]]


def attr(identifier: str = "", classes: Sequence[str] = (), attributes: Attributes = ()) -> object:
    """Make an ``Attr``."""
    return [identifier, list(classes), [list(pair) for pair in attributes]]


def spoken(language: str) -> list[tuple[str, str]]:
    """Give the attributes of what is in a language: its tag, and which way it runs."""
    return [("lang", language), ("dir", direction(language))]


def string(text: str) -> PandocNode:
    """Make a ``Str``."""
    return {"t": "Str", "c": text}


def line_break() -> PandocNode:
    """Make a ``LineBreak``."""
    return {"t": "LineBreak"}


def span(
    content: Nodes, *classes: str, identifier: str = "", attributes: Attributes = ()
) -> PandocNode:
    """Make a ``Span``."""
    return {"t": "Span", "c": [attr(identifier, classes, attributes), content]}


def emphasis(kind: str, content: Nodes) -> PandocNode:
    """Make one of pandoc's nodes for words that look otherwise, as ``Emph`` or ``Strikeout``."""
    return {"t": kind, "c": content}


def link(content: Nodes, url: str, *classes: str, attributes: Attributes = ()) -> PandocNode:
    """Make a ``Link``."""
    return {"t": "Link", "c": [attr("", classes, attributes), content, [url, ""]]}


def image(description: str, source: str) -> PandocNode:
    """Make an ``Image``; the description is what is said in its place."""
    return {"t": "Image", "c": [attr(), [string(description)], [source, ""]]}


def note(blocks: Nodes) -> PandocNode:
    """Make a ``Note``."""
    return {"t": "Note", "c": blocks}


def para(content: Nodes) -> PandocNode:
    """Make a ``Para``."""
    return {"t": "Para", "c": content}


def plain(content: Nodes) -> PandocNode:
    """Make a ``Plain``: a line inside a list item or a cell."""
    return {"t": "Plain", "c": content}


def header(level: int, content: Nodes) -> PandocNode:
    """Make a ``Header``."""
    return {"t": "Header", "c": [level, attr(), content]}


def div(
    blocks: Nodes, *classes: str, identifier: str = "", attributes: Attributes = ()
) -> PandocNode:
    """Make a ``Div``."""
    return {"t": "Div", "c": [attr(identifier, classes, attributes), blocks]}


def bullet_list(items: list[Nodes]) -> PandocNode:
    """Make a ``BulletList``."""
    return {"t": "BulletList", "c": items}


def table(
    caption: Nodes,
    head: list[list[Nodes]],
    body: list[list[Nodes]],
    shares: Sequence[float] = (),
) -> PandocNode:
    """Make a ``Table`` from rows of cells, each a list of blocks.

    ``shares`` are those of the columns in the width of the table, 1; without them each has its own.
    The last cell of a short row reaches to the end of the row, since pandoc takes every row for
    as long as the table is wide and would fill it up with cells that nobody printed.
    """
    width = max((len(cells) for cells in [*head, *body]), default=1)
    widths: list[PandocNode] = [{"t": "ColWidth", "c": share} for share in shares]
    columns = [[{"t": "AlignDefault"}, one] for one in widths or [{"t": "ColWidthDefault"}] * width]
    return {
        "t": "Table",
        "c": [
            attr(),
            [None, [plain(caption)] if caption else []],
            columns,
            [attr(), [_row(cells, width) for cells in head]],
            [[attr(), 0, [], [_row(cells, width) for cells in body]]],
            [attr(), []],
        ],
    }


def encode(blocks: Nodes, meta: Mapping[str, str]) -> bytes:
    """Give the JSON of a whole document; ``meta`` holds plain text."""
    return join(map(encode_block, blocks), meta)


def encode_block(block: PandocNode) -> bytes:
    """Give the JSON of a block."""
    return _json(block)


def join(blocks: Iterable[bytes], meta: Mapping[str, str]) -> bytes:
    """Give the JSON of a whole document whose ``blocks`` are JSON already."""
    described = {key: {"t": "MetaString", "c": text} for key, text in meta.items()}
    head = b'{"pandoc-api-version":%b,"meta":%b,' % (_json(API_VERSION), _json(described))
    return head + b'"blocks":[%b]}' % b",".join(blocks)


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)


def _row(cells: list[Nodes], width: int) -> object:
    *cells, last = cells or [[]]
    spanned = width - len(cells)
    return [attr(), [*(_cell(blocks, 1) for blocks in cells), _cell(last, spanned)]]


def _cell(blocks: Nodes, columns: int) -> object:
    return [attr(), {"t": "AlignDefault"}, 1, columns, blocks]
