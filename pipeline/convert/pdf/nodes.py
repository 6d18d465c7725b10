"""Looking into pandoc's document."""

from __future__ import annotations

from typing import Any

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
