"""What stands before the documents of a book."""

from __future__ import annotations

from pipeline.convert import ast
from pipeline.convert.ast import Node
from pipeline.metadata import Metadata


def title_page(metadata: Metadata) -> Node:
    """Give the ``Div`` of class ``title-page``: series, title, editors, imprint, rights."""
    imprint = ", ".join(
        part for part in (metadata.place, metadata.publisher, metadata.date) if part
    )
    lines = (
        ("book-series", metadata.series),
        ("book-title", metadata.title),
        ("book-editors", "; ".join(metadata.editors)),
        ("book-imprint", imprint),
        ("book-rights", metadata.rights),
    )
    blocks = [ast.div([ast.para([ast.string(text)])], name) for name, text in lines if text]
    return ast.div(blocks, "title-page")
