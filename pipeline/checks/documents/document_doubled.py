"""S130: two documents of the edition have the same text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    others = view.edition.digests.get(view.facts.digest, ()) if view.facts.digest else ()
    for other in others:
        if other != view.facts.id:
            yield Finding(
                view.facts.span,
                f"the text of this document is that of document {other} too",
                "take one of the two out, or put the right text into it",
            )
            return


RULE = DocumentRule(
    "S130", "document-doubled", Severity.WARNING, check=_check,
    summary="Two documents of the edition have the same text.",
    why="One file was handed in twice, under two names.",
    example="`d12.txt` and `d12a.txt` that differ only in the heading.",
    remedy="To mend it, take one of the two out.",
)  # fmt: skip
