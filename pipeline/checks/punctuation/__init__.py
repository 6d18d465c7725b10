"""Punctuation, dashes and the spaces beside them."""

from __future__ import annotations

from pipeline.checks.punctuation import (
    dash_spaced_unevenly,
    ellipsis_mixed,
    hyphen_at_line_break,
    hyphen_for_dash,
    punctuation_doubled,
    space_before_punctuation,
    space_doubled,
    space_missing,
)

RULES = (
    punctuation_doubled.RULE,
    space_missing.SPACE_MISSING_AFTER_STOP,
    space_missing.SPACE_MISSING_AFTER_COMMA,
    space_before_punctuation.RULE,
    space_doubled.RULE,
    hyphen_at_line_break.RULE,
    hyphen_for_dash.RULE,
    ellipsis_mixed.RULE,
    dash_spaced_unevenly.RULE,
)
