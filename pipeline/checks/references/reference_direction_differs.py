"""X109: a reference points back to what stands after it, or forward to what stands before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.references.target import owner_of
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_BEFORE = frozenset({"ante", "supra"})
_WORD = re.compile(r"\b(?:ante|supra|post|infra)\b(?=, p|[.,;)]?$|[.;)])", re.ASCII)
_REACH = 7
_SHOWN = 60


def _check(view: View) -> Iterator[Finding]:
    text, places = view.plain.text, view.edition.places
    for one in view.plain.annotated:
        if not isinstance(one.node, model.Reference):
            continue
        word = _WORD.search(text, max(one.start - _REACH, 0), min(one.end + _REACH, len(text)))
        owner = owner_of(one.node.target, view.edition)
        if word is None or owner is None or owner == view.facts.id:
            continue
        is_before = places[owner] < places[view.facts.id]
        if is_before != (word.group() in _BEFORE):
            yield Finding(
                view.plain.span_of(one),
                f"“{word.group()}” points {'back' if word.group() in _BEFORE else 'forward'}, but "
                f"“{view.plain.words(one)[:_SHOWN]}” is in {owner}, which stands "
                f"{'before' if is_before else 'after'} this document",
                "compare both the word and the number with the printed page",
            )


RULE = DocumentRule(
    "X109", "reference-direction-differs", Severity.WARNING, check=_check,
    summary="A reference points back to what stands after it, or forward to what stands before.",
    why="Either the word or the number is wrong; a number that was misread leads to a wrong place.",
    example="`post, p. 12` where page 12 begins in an earlier document.",
    remedy="To mend it, compare both word and number with the printed page.",
)  # fmt: skip
