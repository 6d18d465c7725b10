"""S108: the heading has no number, though the documents of this edition are numbered."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    if view.document.number is not None or not view.edition.is_numbered:
        return
    for passage in view.plain.main:
        if isinstance(passage.node, model.Heading):
            yield Finding(
                view.plain.span_of(passage),
                "the heading has no number, and nearly all others of the edition have one",
                "put the number in front of the title, as “12. Letter From …”",
            )
            return


RULE = DocumentRule(
    "S108", "heading-without-number", Severity.WARNING, check=_check,
    summary="The heading has no number, though the documents of this edition are numbered.",
    why="""Documents are cited by their numbers, and a reference to this one would have no name to
    use.""",
    example="`Letter From the Consul at Trieste` where the heading before it has the number 11.",
    remedy="To mend it, put the number in front of the title as the printed page has it.",
)  # fmt: skip
