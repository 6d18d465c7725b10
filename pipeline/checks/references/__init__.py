"""Cross-references and what they lead to."""

from __future__ import annotations

from pipeline.checks.references import (
    ibid_without_antecedent,
    note_direction_differs,
    page_outside_document,
    reference_absent,
    reference_address_differs,
    reference_after_last,
    reference_ambiguous,
    reference_before_first,
    reference_broken,
    reference_direction_differs,
    reference_doubled,
    reference_range_backwards,
    reference_to_itself,
    reference_to_own_page,
    reference_word_misread,
)

RULES = (
    reference_broken.RULE,
    reference_absent.RULE,
    reference_to_itself.RULE,
    reference_word_misread.RULE,
    reference_ambiguous.RULE,
    reference_range_backwards.RULE,
    reference_before_first.RULE,
    reference_after_last.RULE,
    reference_direction_differs.RULE,
    reference_address_differs.RULE,
    ibid_without_antecedent.RULE,
    reference_doubled.RULE,
    reference_to_own_page.RULE,
    page_outside_document.RULE,
    note_direction_differs.RULE,
)
