"""The rules on documents: what is text and yet most likely not what the page has.

Each module holds rules: functions, each with its documentation above it. Those of :data:`ALONE`
look at a document by itself, as soon as it is made; those of :data:`IN_EDITION` look at it in view
of all others. None of them changes anything. A rule finds hardly anything in a clean text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pipeline.checks import correspondents, date_conflicts, dates, headings, names, punctuation
from pipeline.checks.blocks import lists_and_tables, paragraphs
from pipeline.checks.characters import letters, spaces
from pipeline.checks.documents import beginning_and_end, extent
from pipeline.checks.facts import DocumentFacts, shared_facts
from pipeline.checks.index import EditionIndex
from pipeline.checks.leftovers import lines, signs
from pipeline.checks.notes import markers, pairing
from pipeline.checks.notes import wording as note_wording
from pipeline.checks.pages import marks
from pipeline.checks.pages import numbers as page_numbers
from pipeline.checks.quotes import forms, pairs
from pipeline.checks.references import phrases, targets
from pipeline.checks.references import wording as reference_wording
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.checks.words import doubled, numbers, spelling
from pipeline.model.diagnostics import Diagnostic, in_order, stated_in

__all__ = [
    "ALONE", "IN_EDITION", "RULES", "DocumentFacts", "DocumentRule", "EditionIndex", "View",
    "check_alone", "check_in_edition", "shared_facts",
]  # fmt: skip

# In this order they are applied.
ALONE = stated_in(
    DocumentRule, letters, spaces, forms, pairs, numbers, spelling, doubled, lines, signs,
    punctuation, phrases,
)  # fmt: skip
IN_EDITION = stated_in(
    DocumentRule, beginning_and_end, extent, lists_and_tables, paragraphs,
    markers, pairing, note_wording, marks, page_numbers, targets, reference_wording,
    headings, dates, date_conflicts, names, correspondents,
)  # fmt: skip
RULES = (*ALONE, *IN_EDITION)


def check_alone(view: View) -> tuple[Diagnostic, ...]:
    """Apply the rules that need nothing but the document itself."""
    return _apply(_speaking(view.main_language, view.profile, alone=True), view)


def check_in_edition(view: View, index: EditionIndex) -> tuple[Diagnostic, ...]:
    """Apply the rules that look at a document as a part of the edition that ``index`` describes.

    ``index`` may be made of shared facts only: those of the document itself are in ``view``.
    """
    rules = _speaking(view.main_language, view.profile, alone=False)
    return _apply(rules, replace(view, index=index))


def _apply(rules: Iterable[DocumentRule], view: View) -> tuple[Diagnostic, ...]:
    diagnose = view.source.diagnose
    return in_order(tuple(d for rule in rules for d in diagnose(rule, rule.check(view))))


@cache
def _speaking(language: str, profile: str, *, alone: bool) -> tuple[DocumentRule, ...]:
    """Give the rules that know a language and a profile, the same for all texts of an edition."""
    rules = ALONE if alone else IN_EDITION
    return tuple(rule for rule in rules if rule.speaks_for(language, profile))
