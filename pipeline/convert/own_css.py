"""The style sheet of an edition's own, for EPUB and HTML: it may fetch nothing.

A book holds all that it shows. What a reading system fetches goes by what its parser of CSS makes
of the sheet, so ours is one that follows the same specification (CSS Syntax Level 3): it knows what
a comment is and what an escape stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import tinycss2
from tinycss2.ast import Node

from pipeline.book.style_file import read_style
from pipeline.model.errors import UnusableFileError

_HINT = "take it out, or write a picture or a face into the style sheet as data:"
_IN_UTF_8 = 'save it as UTF-8, and take the line out or write @charset "utf-8";'
# Where a file begins so, all that follows is decoded by it, whatever it looked like before.
_CHARSET = re.compile(rb'@charset "([^"\n]*)"')
_UTF_8 = frozenset({b"utf-8", b"utf8"})
_AT_RULES = frozenset({"import", "namespace"})
_URL = frozenset({"url", "src"})
# Each takes addresses as plain texts; browsers know some of them by a name of their own before it.
_PICTURES = ("image-set", "image", "cross-fade")
_DIRECTION = frozenset({"direction", "unicode-bidi"})


def own_sheet(path: Path) -> bytes:
    """Read the sheet, which is held to the same for EPUB and HTML; raises UnusableFileError."""
    data = read_style(path)
    fault = fault_of(data)
    if fault is not None:
        line, name, hint = fault
        raise UnusableFileError(
            path, f"{name} cannot stand in the style sheet of an edition", hint, line
        )
    return data


@lru_cache(maxsize=2)
def fault_of(data: bytes) -> tuple[int, str, str] | None:
    """Give the line of the first thing that cannot stand in a sheet, what it is, what to do."""
    charset = _CHARSET.match(data)
    if charset is not None and charset[1].lower() not in _UTF_8:
        return 1, "@charset of another encoding than UTF-8", _IN_UTF_8
    nodes = tinycss2.parse_component_value_list(data.decode("utf-8"), skip_comments=True)
    lines = [(node.source_line, name) for node, name in _forbidden(nodes)]
    return (*min(lines), _HINT) if lines else None


def _forbidden(nodes: Sequence[Node]) -> Iterator[tuple[Node, str]]:
    """Yield what would fetch a file, and what EPUB forbids (EPUB 3.3, section 6.3.1.2)."""
    lists = [nodes]
    while lists:
        siblings = [node for node in lists.pop() if node.type != "whitespace"]
        for place, node in enumerate(siblings):
            after = siblings[place + 1] if place + 1 < len(siblings) else None
            name = _name(node, after)
            if name:
                yield node, name
            inner = getattr(node, "arguments", None) or getattr(node, "content", None)
            if isinstance(inner, list):
                lists.append(inner)


def _name(node: Node, after: Node | None) -> str:
    """Say what a node is that cannot stand in a sheet; an empty text where it can."""
    match node.type:
        case "at-keyword" if node.lower_value in _AT_RULES:
            return f"@{node.lower_value}"
        case "url" if not _is_data(node.value):
            return "url() with anything but data:"
        case "error" if node.kind == "bad-url":
            return "url() with anything but data:"
        case "function" if node.lower_name in _URL and not _takes_data(node):
            return "url() with anything but data:"
        case "function" if node.lower_name.removeprefix("-webkit-") in _PICTURES:
            return "image-set(), image() or cross-fade()"
        case "ident" if node.lower_value in _DIRECTION and after is not None and after == ":":
            return "direction or unicode-bidi"
        case _:
            return ""


def _takes_data(function: Node) -> bool:
    given = [node for node in function.arguments if node.type != "whitespace"]
    return bool(given) and given[0].type == "string" and _is_data(given[0].value)


def _is_data(address: str) -> bool:
    return address.lower().startswith("data:")
