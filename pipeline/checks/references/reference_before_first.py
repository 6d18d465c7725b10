"""X107: the first document of the edition refers with ``supra`` to one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity

_SUPRA = re.compile(r"\bsupra\b(?!-)", re.ASCII)
# "footnote 3, supra" may stand in the same document.
_REACH = 40


def _check(view: View) -> Iterator[Finding]:
    if view.edition.before(view.facts.id) is None and view.edition.after(view.facts.id) is not None:
        for match in _SUPRA.finditer(view.reading.text):
            before = view.reading.text[max(match.start() - _REACH, 0) : match.start()]
            if "note" not in before:
                yield Finding(
                    view.reading.span(*match.span()),
                    "“supra” points to a document before this one, which is the first",
                    "compare with the printed page, or add the documents that are missing",
                )


RULE = DocumentRule(
    "X107",
    "reference-before-first",
    Severity.WARNING,
    summary="The first document of the edition refers with `supra` to one before it.",
    why="""Nothing stands before it, so that the word is misread for `infra` or documents are
    missing.""",
    example="`See the letter of May 2, supra.` in the first document.",
    remedy="To mend it, compare with the printed page, or add the documents that are missing.",
    check=_check,
)
