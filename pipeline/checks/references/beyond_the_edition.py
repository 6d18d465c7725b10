"""X107, X108: the first or last document refers to one beyond the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_SUPRA = re.compile(r"\bsupra\b(?!-)", re.ASCII)
_INFRA = re.compile(r"\binfra\b(?!-)", re.ASCII)
# "footnote 3, supra" may stand in the same document.
_REACH = 40


def _before_first(view: View) -> Iterator[Finding]:
    before, after = view.edition.before(view.facts.id), view.edition.after(view.facts.id)
    if before is None and after is not None:
        said = "“supra” points to a document before this one, which is the first"
        yield from _find(view, _SUPRA, said)


def _after_last(view: View) -> Iterator[Finding]:
    before, after = view.edition.before(view.facts.id), view.edition.after(view.facts.id)
    if after is None and before is not None:
        said = "“infra” points to a document after this one, which is the last"
        yield from _find(view, _INFRA, said)


def _find(view: View, word: re.Pattern[str], message: str) -> Iterator[Finding]:
    for match in word.finditer(view.plain.text):
        before = view.plain.text[max(match.start() - _REACH, 0) : match.start()]
        if "note" not in before:
            yield Finding(
                view.plain.span(*match.span()),
                message,
                "compare with the printed page, or add the documents that are missing",
            )


REFERENCE_BEFORE_FIRST = DocumentRule(
    "X107", "reference-before-first", Severity.WARNING, check=_before_first,
    summary="The first document of the edition refers with `supra` to one before it.",
    why="""Nothing stands before it, so that the word is misread for `infra` or documents are
    missing.""",
    example="`See the letter of May 2, supra.` in the first document.",
    remedy="To mend it, compare with the printed page, or add the documents that are missing.",
)  # fmt: skip


REFERENCE_AFTER_LAST = DocumentRule(
    "X108", "reference-after-last", Severity.WARNING, check=_after_last,
    summary="The last document of the edition refers with `infra` to one after it.",
    why="""Nothing stands after it, so that the word is misread for `supra` or documents are
    missing.""",
    example="`See the letter of May 2, infra.` in the last document.",
    remedy="To mend it, compare with the printed page, or add the documents that are missing.",
)  # fmt: skip
