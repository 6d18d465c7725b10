"""What is left in of the printed page or of the program the text comes from."""

from __future__ import annotations

from pipeline.checks.leftovers import lines, signs

RULES = (
    signs.PAGE_NUMBER_LEFT_IN,
    signs.RUNNING_HEAD_LEFT_IN,
    lines.PARAGRAPH_BEGINS_SMALL,
    signs.MARKUP_LEFT_IN,
    signs.EMPHASIS_LEFT_IN,
    lines.LINE_INDENTED,
    lines.BLANK_LINES_MANY,
    lines.ITEM_WITHOUT_TEXT,
    lines.NOTE_LINE_UNREAD,
    lines.LIST_UNREAD,
)
