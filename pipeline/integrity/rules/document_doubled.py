"""S130: two documents of the edition have the same text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """Two documents of the edition have the same text.

    One file was handed in twice, under two names.

    Example: ``d12.txt`` and ``d12a.txt`` that differ only in the heading.

    To mend it, take one of the two out.
    """
    others = scope.index.digests.get(scope.facts.digest, ()) if scope.facts.digest else ()
    for other in others:
        if other != scope.facts.id:
            yield Finding(
                scope.facts.span,
                f"the text of this document is that of document {other} too",
                "take one of the two out, or put the right text into it",
            )
            return
