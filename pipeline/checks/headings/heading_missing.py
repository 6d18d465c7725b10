"""S101: a document has no heading."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    headings = (b for b in view.document.blocks if isinstance(b, model.Heading))
    if not any(model.line_of(heading).strip(" \t") for heading in headings):
        start = max(model.span_of(view.document)[0], 0)
        yield Finding(
            (start, start),
            "no heading was recognized in this document",
            "put its number and title at the top, with a blank line below them",
        )


RULE = DocumentRule(
    "S101", "heading-missing", Severity.WARNING, check=_check,
    summary="A document has no heading.",
    why="The contents show the name of its file, or nothing, and nobody can cite it by a title.",
    example="a transcription that begins with the first paragraph of the text.",
    remedy="""To mend it, put the number and the title at the top, with a blank line below them. A
    document that has no heading in print may stay without one.""",
)  # fmt: skip
