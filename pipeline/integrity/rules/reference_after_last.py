"""X108: the last document of the edition refers with ``infra`` to one after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope

_INFRA = re.compile(r"\binfra\b(?!-)", re.ASCII)
# "footnote 3, infra" may stand in the same document.
_REACH = 40


def check(scope: Scope) -> Iterator[Finding]:
    """The last document of the edition refers with ``infra`` to one after it.

    Nothing stands after it, so that the word is misread for ``supra`` or documents are missing.

    Example: ``See the letter of May 2, infra.`` in the last document.

    To mend it, compare with the printed page, or add the documents that are missing.
    """
    if scope.index.after(scope.facts.id) is None and scope.index.before(scope.facts.id) is not None:
        for match in _INFRA.finditer(scope.reading.text):
            before = scope.reading.text[max(match.start() - _REACH, 0) : match.start()]
            if "note" not in before:
                yield Finding(
                    scope.reading.span(*match.span()),
                    "“infra” points to a document after this one, which is the last",
                    "compare with the printed page, or add the documents that are missing",
                )
