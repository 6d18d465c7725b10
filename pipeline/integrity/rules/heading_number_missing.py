"""S136: the numbers of the documents leave one out."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding, Rule, Severity
from pipeline.integrity.scope import Scope


def _check(scope: Scope) -> Iterator[Finding]:
    gap = scope.index.number_gaps.get(scope.facts.id)
    if gap is None:
        return
    first, last = gap
    which = f"document {first} is" if first == last else f"documents {first} to {last} are"
    yield Finding(
        scope.facts.span,
        f"{which} missing before document {scope.facts.number}",
        "add what is missing, see whether the file before holds two documents, or correct "
        "the number",
    )


RULE = Rule(
    "S136",
    "heading-number-missing",
    Severity.WARNING,
    summary="""The numbers of the documents leave one out, in an edition that numbers them without
    gaps.""",
    why="""A document was not transcribed, its file was not handed in, or it stands in one file with
    the document before it and its heading was not seen. Of a selection, most of whose numbers are
    not in the edition, this is not said.""",
    example="`8. Letter`, and `10. Letter` right after it.",
    remedy="""To mend it, add the transcription that is missing, give each document a file of its
    own, or correct the number if it was misread.""",
    check=_check,
)
