"""Words, numbers and names that are most likely misread."""

from __future__ import annotations

from pipeline.checks.words import (
    calendar_name_misspelt,
    capital_inside_word,
    contraction_without_apostrophe,
    figure_in_word,
    letter_in_number,
    letter_tripled,
    ordinal_wrong,
    time_impossible,
    word_doubled,
    word_misread,
    words_run_together,
    year_far_off,
)

RULES = (
    word_doubled.RULE,
    letter_in_number.RULE,
    figure_in_word.RULE,
    word_misread.RULE,
    words_run_together.RULE,
    capital_inside_word.RULE,
    letter_tripled.RULE,
    calendar_name_misspelt.MONTH_MISSPELT,
    calendar_name_misspelt.WEEKDAY_MISSPELT,
    time_impossible.RULE,
    ordinal_wrong.RULE,
    year_far_off.RULE,
    contraction_without_apostrophe.RULE,
)
