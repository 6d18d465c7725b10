"""Paragraphs, lists and tables."""

from __future__ import annotations

from pipeline.checks.blocks import (
    block_empty,
    lettered_paragraph_missing,
    list_of_one,
    numbered_paragraph_missing,
    paragraph_doubled,
    paragraph_torn,
    table_of_one_row,
    table_row_short,
    table_rows_unequal,
)

RULES = (
    block_empty.RULE,
    list_of_one.RULE,
    numbered_paragraph_missing.RULE,
    lettered_paragraph_missing.RULE,
    table_rows_unequal.RULE,
    table_of_one_row.RULE,
    paragraph_doubled.RULE,
    paragraph_torn.RULE,
    table_row_short.RULE,
)
