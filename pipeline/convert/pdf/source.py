"""Writing Typst: literals, and the raw nodes of pandoc that carry calls of the template.

Typst reads nothing inside a string literal as markup, so that text comes out as it went in.
:func:`literal` is the only way for text to get into the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.convert.ast import PandocNode


def literal(text: str) -> str:
    """Write ``text`` as a string literal of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def array(items: Iterable[str]) -> str:
    """Write an array of Typst from literals."""
    return "(" + "".join(item + ", " for item in items) + ")"


def dictionary(items: Mapping[str, str]) -> str:
    """Write a dictionary of Typst from names and written values."""
    written = ", ".join(f"{literal(name)}: {value}" for name, value in items.items())
    return f"({written or ':'})"


def call(name: str, *arguments: str) -> PandocNode:
    """Open a call whose last argument is the content up to a block ``]``."""
    return raw_block(f"#{name}({', '.join(arguments)})[" if arguments else f"#{name}[")


def raw_block(source: str) -> PandocNode:
    """Make a block of Typst."""
    return {"t": "RawBlock", "c": ["typst", source]}


def raw_inline(source: str) -> PandocNode:
    """Make a piece of Typst inside a line."""
    return {"t": "RawInline", "c": ["typst", source]}
