"""Page breaks and their numbers."""

from __future__ import annotations

from pipeline.checks.pages import (
    page_break_first,
    page_break_inside_reference,
    page_break_inside_word,
    page_break_last,
    page_empty,
    page_far_from_neighbours,
    page_in_two_documents,
    page_mark_misspelt,
    page_mark_unclosed,
    page_mark_without_number,
    page_number_doubled,
    page_number_out_of_step,
    page_number_unreadable,
    page_roman_after_arabic,
    page_skipped_between_documents,
)

RULES = (
    page_number_out_of_step.PAGE_NUMBER_FALLING,
    page_number_doubled.RULE,
    page_number_out_of_step.PAGE_NUMBER_JUMPS,
    page_number_unreadable.RULE,
    page_in_two_documents.RULE,
    page_mark_misspelt.RULE,
    page_mark_unclosed.RULE,
    page_mark_without_number.RULE,
    page_roman_after_arabic.RULE,
    page_break_inside_word.RULE,
    page_break_inside_reference.RULE,
    page_break_last.RULE,
    page_break_first.RULE,
    page_empty.RULE,
    page_far_from_neighbours.RULE,
    page_skipped_between_documents.RULE,
)
