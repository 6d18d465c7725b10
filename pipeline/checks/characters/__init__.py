"""Characters that the page cannot have, or that stand for others."""

from __future__ import annotations

from pipeline.checks.characters import letters, spaces

RULES = (
    letters.PRIVATE_USE_CHARACTER,
    letters.REPLACEMENT_CHARACTER,
    letters.UTF_8_MISREAD,
    spaces.NO_BREAK_SPACE_OUT_OF_PLACE,
    spaces.UNUSUAL_SPACE,
    spaces.TAB_OUT_OF_PLACE,
    spaces.TRAILING_BLANK,
    letters.LIGATURE_CHARACTER,
    letters.LONG_S,
    letters.MIXED_SCRIPTS,
    letters.ACCENT_FOR_APOSTROPHE,
    letters.LOW_COMMA,
)
