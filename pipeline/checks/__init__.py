"""The rules on documents: what is text and yet most likely not what the page has.

Each module or folder is a family of rules: functions, each with the row of its rule below it.
Rules of :data:`ALONE` look at a document by itself, as soon as it is made; rules of
:data:`IN_EDITION` look at it in view of all others. None of them changes anything. A rule finds
hardly anything in a clean text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pipeline.checks import (
    blocks,
    characters,
    date_conflicts,
    dates,
    documents,
    headings,
    leftovers,
    names,
    notes,
    pages,
    punctuation,
    quotes,
    references,
    words,
)
from pipeline.checks.facts import DocumentFacts, shared_facts
from pipeline.checks.index import EditionIndex
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Diagnostic, in_order, stated_in

__all__ = [
    "ALONE",
    "IN_EDITION",
    "RULES",
    "DocumentFacts",
    "DocumentRule",
    "EditionIndex",
    "View",
    "check_alone",
    "check_in_edition",
    "shared_facts",
]

ALONE: tuple[DocumentRule, ...] = (
    *characters.RULES,
    *quotes.RULES,
    *words.RULES,
    *leftovers.RULES,
    *stated_in(DocumentRule, punctuation),
)
IN_EDITION: tuple[DocumentRule, ...] = (
    *documents.RULES,
    *blocks.RULES,
    *notes.RULES,
    *pages.RULES,
    *references.RULES,
    *stated_in(DocumentRule, headings, dates, date_conflicts, names),
)
RULES = (*ALONE, *IN_EDITION)


def check_alone(view: View) -> tuple[Diagnostic, ...]:
    """Apply the rules that need nothing but the document itself."""
    return _apply(_speaking_alone(view.main_language, view.profile), view)


def check_in_edition(view: View, index: EditionIndex) -> tuple[Diagnostic, ...]:
    """Apply the rules that look at a document as a part of the edition that ``index`` describes.

    ``index`` may be made of shared facts only: those of the document itself are in ``view``.
    """
    rules = _speaking_in_edition(view.main_language, view.profile)
    return _apply(rules, replace(view, index=index))


def _apply(rules: Iterable[DocumentRule], view: View) -> tuple[Diagnostic, ...]:
    diagnose = view.source.diagnose
    return in_order(tuple(d for rule in rules for d in diagnose(rule, rule.check(view))))


# Which rules speak is the same for all documents of an edition.
@cache
def _speaking_alone(language: str, profile: str) -> tuple[DocumentRule, ...]:
    return tuple(rule for rule in ALONE if rule.speaks_for(language, profile))


@cache
def _speaking_in_edition(language: str, profile: str) -> tuple[DocumentRule, ...]:
    return tuple(rule for rule in IN_EDITION if rule.speaks_for(language, profile))
