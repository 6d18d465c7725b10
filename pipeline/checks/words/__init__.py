"""Words, numbers and names that are most likely misread."""

from __future__ import annotations

from pipeline.checks.words import numbers, spelling

RULES = (
    spelling.WORD_DOUBLED,
    numbers.LETTER_IN_NUMBER,
    numbers.FIGURE_IN_WORD,
    spelling.WORD_MISREAD,
    spelling.WORDS_RUN_TOGETHER,
    spelling.CAPITAL_INSIDE_WORD,
    spelling.LETTER_TRIPLED,
    numbers.MONTH_MISSPELT,
    numbers.WEEKDAY_MISSPELT,
    numbers.TIME_IMPOSSIBLE,
    numbers.ORDINAL_WRONG,
    numbers.YEAR_FAR_OFF,
    spelling.CONTRACTION_WITHOUT_APOSTROPHE,
)
