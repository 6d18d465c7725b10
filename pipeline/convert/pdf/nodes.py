"""Looking into pandoc's document, and parting what stands in a block."""

from __future__ import annotations

from typing import Any

from pipeline.convert import ast
from pipeline.convert.ast import Nodes


def text_of(node: Any) -> str:  # noqa: ANN401 - any part of pandoc's document
    """Give the text of ``node`` without its notes."""
    if isinstance(node, list):
        return "".join(map(text_of, node))
    if not isinstance(node, dict) or node["t"] == "Note":
        return ""
    return str(node["c"]) if node["t"] == "Str" else text_of(node.get("c"))


def inside(node: Any, *kinds: str) -> Nodes:  # noqa: ANN401 - any part of pandoc's document
    """Give the outermost nodes of ``kinds`` in ``node``."""
    if isinstance(node, list):
        return [found for part in node for found in inside(part, *kinds)]
    if not isinstance(node, dict):
        return []
    return [node] if node["t"] in kinds else inside(node.get("c"), *kinds)


def notes_in(node: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - any part of pandoc's document
    """Give id and label of the notes whose markers stand in ``node``, but for those in notes."""
    if isinstance(node, list):
        return [note for part in node for note in notes_in(part)]
    if not isinstance(node, dict):
        return []
    if node["t"] == "Span" and "note" in node["c"][0][1]:
        identifier, _, attributes = node["c"][0]
        return [(identifier, dict(attributes)["label"])]
    return notes_in(node.get("c"))


def is_headed(blocks: Nodes) -> bool:
    """Tell whether one of ``blocks`` is a heading with words."""
    return any(one["t"] == "Header" and text_of(one).strip(" \u00a0\u00ad") for one in blocks)


def office_apart(blocks: Nodes) -> Nodes:
    """Tell the first line of a signature from those of the office below it."""
    content: Any = blocks[0]["c"]
    breaks = [place for place, node in enumerate(content) if node["t"] == "LineBreak"]
    below = breaks[0] + 1 if breaks else len(content)
    name = ast.span(content[:below], "signatory")
    return [ast.para([name, ast.span(content[below:], "office")] if breaks else [name])]


def apart(blocks: Nodes) -> Nodes:
    """Make paragraphs of several blocks, since pandoc runs a ``Plain`` into what follows it."""
    if len(blocks) == 1:
        return blocks
    return [ast.para(b["c"]) if b["t"] == "Plain" else b for b in blocks]
