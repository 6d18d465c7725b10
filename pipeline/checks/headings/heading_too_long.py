"""S128: a heading is longer than headings are."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# Of the headings of published volumes none in a thousand is as long as this.
_LONGEST = 500
_SHOWN = 80


def _check(view: View) -> Iterator[Finding]:
    for passage in view.plain.text_passages:
        if isinstance(passage.node, model.Heading) and passage.end - passage.start > _LONGEST:
            yield Finding(
                view.plain.span(passage.start, passage.start + _SHOWN),
                f"this heading is {passage.end - passage.start} characters long",
                "put a blank line where the heading ends",
            )


RULE = DocumentRule(
    "S128", "heading-too-long", Severity.WARNING, check=_check,
    summary="A heading is longer than headings are.",
    why="Text that belongs below the heading was probably taken into it, for want of a blank line.",
    example="a number, a title and the whole first paragraph in lines without a blank one.",
    remedy="To mend it, put a blank line where the heading ends.",
)  # fmt: skip
