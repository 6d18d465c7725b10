"""S136: the numbers of the documents leave one out."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    gap = view.edition.number_gaps.get(view.facts.id)
    if gap is None:
        return
    first, last = gap
    which = f"document {first} is" if first == last else f"documents {first} to {last} are"
    yield Finding(
        view.facts.span,
        f"{which} missing before document {view.facts.number}",
        "add what is missing, see whether the file before holds two documents, or correct "
        "the number",
    )


RULE = DocumentRule(
    "S136", "heading-number-missing", Severity.WARNING, check=_check,
    summary="""The numbers of the documents leave one out, in an edition that numbers them without
    gaps.""",
    why="""A document was not transcribed, its file was not handed in, or it stands in one file with
    the document before it and its heading was not seen. Of a selection, most of whose numbers are
    not in the edition, this is not said.""",
    example="`8. Letter`, and `10. Letter` right after it.",
    remedy="""To mend it, add the transcription that is missing, give each document a file of its
    own, or correct the number if it was misread.""",
)  # fmt: skip
