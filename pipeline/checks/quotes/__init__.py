"""Quotation marks, apostrophes, brackets and parentheses."""

from __future__ import annotations

from pipeline.checks.quotes import forms, pairs

RULES = (
    pairs.QUOTE_UNPAIRED,
    pairs.BRACKET_UNPAIRED,
    pairs.PARENTHESIS_UNPAIRED,
    forms.STRAIGHT_QUOTE,
    forms.STRAIGHT_APOSTROPHE,
    forms.QUOTE_WRONG_WAY,
    forms.APOSTROPHE_WRONG_WAY,
    forms.SPACE_INSIDE_QUOTE,
    forms.SPACE_INSIDE_BRACKETS,
    pairs.GUILLEMET_UNPAIRED,
)
