"""Page breaks and their numbers."""

from __future__ import annotations

from pipeline.checks.pages import marks, numbers

RULES = (
    numbers.PAGE_NUMBER_FALLING,
    numbers.PAGE_NUMBER_DOUBLED,
    numbers.PAGE_NUMBER_JUMPS,
    marks.PAGE_NUMBER_UNREADABLE,
    numbers.PAGE_IN_TWO_DOCUMENTS,
    marks.PAGE_MARK_MISSPELT,
    marks.PAGE_MARK_UNCLOSED,
    marks.PAGE_MARK_WITHOUT_NUMBER,
    numbers.PAGE_ROMAN_AFTER_ARABIC,
    marks.PAGE_BREAK_INSIDE_WORD,
    marks.PAGE_BREAK_INSIDE_REFERENCE,
    marks.PAGE_BREAK_LAST,
    marks.PAGE_BREAK_FIRST,
    numbers.PAGE_EMPTY,
    numbers.PAGE_FAR_FROM_NEIGHBOURS,
    numbers.PAGE_SKIPPED_BETWEEN_DOCUMENTS,
)
