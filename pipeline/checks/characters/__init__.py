"""Characters that the page cannot have, or that stand for others."""

from __future__ import annotations

from pipeline.checks.characters import (
    accent_for_apostrophe,
    ligature_character,
    long_s,
    low_comma,
    mixed_scripts,
    no_break_space_out_of_place,
    private_use_character,
    replacement_character,
    tab_out_of_place,
    trailing_blank,
    unusual_space,
    utf_8_misread,
)

RULES = (
    private_use_character.RULE,
    replacement_character.RULE,
    utf_8_misread.RULE,
    no_break_space_out_of_place.RULE,
    unusual_space.RULE,
    tab_out_of_place.RULE,
    trailing_blank.RULE,
    ligature_character.RULE,
    long_s.RULE,
    mixed_scripts.RULE,
    accent_for_apostrophe.RULE,
    low_comma.RULE,
)
