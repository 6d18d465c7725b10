"""Dates and datelines."""

from __future__ import annotations

from pipeline.checks.dates import (
    date_impossible,
    date_out_of_order,
    date_outside_edition,
    date_span_reversed,
    dateline_doubled,
    dateline_missing,
    dateline_without_date,
    weekday_differs,
)

RULES = (
    date_impossible.RULE,
    date_span_reversed.RULE,
    dateline_missing.RULE,
    dateline_doubled.RULE,
    weekday_differs.RULE,
    date_outside_edition.RULE,
    date_out_of_order.RULE,
    dateline_without_date.RULE,
)
