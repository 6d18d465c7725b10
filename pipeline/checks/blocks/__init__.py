"""Paragraphs, lists and tables."""

from __future__ import annotations

from pipeline.checks.blocks import (
    block_empty,
    figure_without_description,
    list_of_one,
    paragraph_doubled,
    paragraph_missing,
    paragraph_torn,
    table_of_one_row,
    table_row_short,
    table_rows_unequal,
)

RULES = (
    block_empty.RULE,
    list_of_one.RULE,
    paragraph_missing.NUMBERED_PARAGRAPH_MISSING,
    paragraph_missing.LETTERED_PARAGRAPH_MISSING,
    table_rows_unequal.RULE,
    table_of_one_row.RULE,
    paragraph_doubled.RULE,
    paragraph_torn.RULE,
    table_row_short.RULE,
    figure_without_description.RULE,
)
