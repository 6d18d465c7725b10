"""What is left in of the printed page or of the program the text comes from."""

from __future__ import annotations

from pipeline.checks.leftovers import (
    blank_lines_many,
    emphasis_left_in,
    item_without_text,
    line_indented,
    markup_left_in,
    note_line_unread,
    page_number_left_in,
    paragraph_begins_small,
    running_head_left_in,
)

RULES = (
    page_number_left_in.RULE,
    running_head_left_in.RULE,
    paragraph_begins_small.RULE,
    markup_left_in.RULE,
    emphasis_left_in.RULE,
    line_indented.RULE,
    blank_lines_many.RULE,
    item_without_text.RULE,
    note_line_unread.RULE,
)
