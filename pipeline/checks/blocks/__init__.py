"""Paragraphs, lists and tables."""

from __future__ import annotations

from pipeline.checks.blocks import lists_and_tables, paragraphs

RULES = (
    paragraphs.BLOCK_EMPTY,
    lists_and_tables.LIST_OF_ONE,
    paragraphs.NUMBERED_PARAGRAPH_MISSING,
    paragraphs.LETTERED_PARAGRAPH_MISSING,
    lists_and_tables.TABLE_ROWS_UNEQUAL,
    lists_and_tables.TABLE_OF_ONE_ROW,
    paragraphs.PARAGRAPH_DOUBLED,
    paragraphs.PARAGRAPH_TORN,
    lists_and_tables.TABLE_ROW_SHORT,
    lists_and_tables.FIGURE_WITHOUT_DESCRIPTION,
)
