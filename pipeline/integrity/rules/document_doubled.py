"""S130: two documents of the edition have the same text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.scope import Scope


def _check(scope: Scope) -> Iterator[Finding]:
    others = scope.index.digests.get(scope.facts.digest, ()) if scope.facts.digest else ()
    for other in others:
        if other != scope.facts.id:
            yield Finding(
                scope.facts.span,
                f"the text of this document is that of document {other} too",
                "take one of the two out, or put the right text into it",
            )
            return


RULE = Rule(
    "S130",
    "document-doubled",
    Severity.WARNING,
    summary="Two documents of the edition have the same text.",
    why="One file was handed in twice, under two names.",
    example="`d12.txt` and `d12a.txt` that differ only in the heading.",
    remedy="To mend it, take one of the two out.",
    check=_check,
)
