"""A document and its attachments, each as the row of its blocks."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import document as model


def divisions(document: model.Document) -> Iterator[tuple[model.Block, ...]]:
    """Yield the blocks of ``document`` and then those of each attachment, nested ones too."""
    waiting: list[model.Document | model.Attachment] = [document]
    for division in waiting:
        yield division.blocks
        waiting += [block for block in division.blocks if isinstance(block, model.Attachment)]
