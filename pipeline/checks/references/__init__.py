"""Cross-references and what they lead to."""

from __future__ import annotations

from pipeline.checks.references import targets, wording

RULES = (
    targets.REFERENCE_BROKEN,
    targets.REFERENCE_ABSENT,
    targets.REFERENCE_TO_ITSELF,
    wording.REFERENCE_WORD_MISREAD,
    targets.REFERENCE_AMBIGUOUS,
    wording.REFERENCE_RANGE_BACKWARDS,
    targets.REFERENCE_BEFORE_FIRST,
    targets.REFERENCE_AFTER_LAST,
    targets.REFERENCE_DIRECTION_DIFFERS,
    targets.REFERENCE_ADDRESS_DIFFERS,
    wording.IBID_WITHOUT_ANTECEDENT,
    wording.REFERENCE_DOUBLED,
    wording.REFERENCE_TO_OWN_PAGE,
    targets.PAGE_OUTSIDE_DOCUMENT,
    targets.NOTE_DIRECTION_DIFFERS,
)
