"""Headings and the numbers in them."""

from __future__ import annotations

from pipeline.checks.headings import (
    heading_doubtful,
    heading_missing,
    heading_number_differs,
    heading_number_doubled,
    heading_number_falling,
    heading_number_missing,
    heading_too_long,
    heading_without_number,
    title_without_text,
)

RULES = (
    heading_missing.RULE,
    heading_number_differs.RULE,
    heading_doubtful.RULE,
    heading_without_number.RULE,
    heading_number_falling.RULE,
    heading_number_doubled.RULE,
    heading_too_long.RULE,
    title_without_text.RULE,
    heading_number_missing.RULE,
)
