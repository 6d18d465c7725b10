"""X108: the last document of the edition refers with ``infra`` to one after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.diagnostics import Finding, Severity

_INFRA = re.compile(r"\binfra\b(?!-)", re.ASCII)
# "footnote 3, infra" may stand in the same document.
_REACH = 40


def _check(view: View) -> Iterator[Finding]:
    if view.edition.after(view.facts.id) is None and view.edition.before(view.facts.id) is not None:
        for match in _INFRA.finditer(view.reading.text):
            before = view.reading.text[max(match.start() - _REACH, 0) : match.start()]
            if "note" not in before:
                yield Finding(
                    view.reading.span(*match.span()),
                    "“infra” points to a document after this one, which is the last",
                    "compare with the printed page, or add the documents that are missing",
                )


RULE = DocumentRule(
    "X108",
    "reference-after-last",
    Severity.WARNING,
    summary="The last document of the edition refers with `infra` to one after it.",
    why="""Nothing stands after it, so that the word is misread for `supra` or documents are
    missing.""",
    example="`See the letter of May 2, infra.` in the last document.",
    remedy="To mend it, compare with the printed page, or add the documents that are missing.",
    check=_check,
)
