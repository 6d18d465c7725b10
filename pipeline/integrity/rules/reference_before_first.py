"""X107: the first document of the edition refers with ``supra`` to one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.scope import Scope

_SUPRA = re.compile(r"\bsupra\b(?!-)", re.ASCII)
# "footnote 3, supra" may stand in the same document.
_REACH = 40


def _check(scope: Scope) -> Iterator[Finding]:
    if scope.index.before(scope.facts.id) is None and scope.index.after(scope.facts.id) is not None:
        for match in _SUPRA.finditer(scope.reading.text):
            before = scope.reading.text[max(match.start() - _REACH, 0) : match.start()]
            if "note" not in before:
                yield Finding(
                    scope.reading.span(*match.span()),
                    "“supra” points to a document before this one, which is the first",
                    "compare with the printed page, or add the documents that are missing",
                )


RULE = Rule(
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
