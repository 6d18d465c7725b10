"""Cross-references and what they lead to."""

from __future__ import annotations

from pipeline.checks.references import (
    beyond_the_edition,
    ibid_without_antecedent,
    note_direction_differs,
    page_outside_document,
    reference_address_differs,
    reference_direction_differs,
    reference_doubled,
    reference_range_backwards,
    reference_to_own_page,
    reference_word_misread,
    target_not_reached,
)

RULES = (
    target_not_reached.REFERENCE_BROKEN,
    target_not_reached.REFERENCE_ABSENT,
    target_not_reached.REFERENCE_TO_ITSELF,
    reference_word_misread.RULE,
    target_not_reached.REFERENCE_AMBIGUOUS,
    reference_range_backwards.RULE,
    beyond_the_edition.REFERENCE_BEFORE_FIRST,
    beyond_the_edition.REFERENCE_AFTER_LAST,
    reference_direction_differs.RULE,
    reference_address_differs.RULE,
    ibid_without_antecedent.RULE,
    reference_doubled.RULE,
    reference_to_own_page.RULE,
    page_outside_document.RULE,
    note_direction_differs.RULE,
)
