"""Quotation marks, apostrophes, brackets and parentheses."""

from __future__ import annotations

from pipeline.checks.quotes import (
    apostrophe_wrong_way,
    bracket_unpaired,
    guillemet_unpaired,
    parenthesis_unpaired,
    quote_unpaired,
    quote_wrong_way,
    space_inside_brackets,
    space_inside_quote,
    straight_apostrophe,
    straight_quote,
)

RULES = (
    quote_unpaired.RULE,
    bracket_unpaired.RULE,
    parenthesis_unpaired.RULE,
    straight_quote.RULE,
    straight_apostrophe.RULE,
    quote_wrong_way.RULE,
    apostrophe_wrong_way.RULE,
    space_inside_quote.RULE,
    space_inside_brackets.RULE,
    guillemet_unpaired.RULE,
)
