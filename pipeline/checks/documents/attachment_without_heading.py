"""S121: an attachment has no heading."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# A short first line is a heading in all but name: "[Enclosure]", "Tab B", "Annex A".
_LONGEST = 150


def _check(view: View) -> Iterator[Finding]:
    for container in view.plain.containers:
        if not isinstance(container.node, model.Attachment) or any(
            isinstance(block, model.Heading) for block in container.node.blocks
        ):
            continue
        first = view.plain.words(view.plain.passage_at(container.start))
        if len(first) > _LONGEST or first[:1].islower():
            yield Finding(
                view.plain.span(container.start, container.start + 1),
                "an attachment begins here that has no heading",
                "put a title above it where the printed page has one",
            )


RULE = DocumentRule(
    "S121", "attachment-without-heading", Severity.INFO, check=_check,
    summary="An attachment has no heading.",
    why="It would stand in no table of contents, and a reader would not see what it is.",
    example="`[Enclosure]` and below it the text of a letter, without a title.",
    remedy="""To mend it, put its title below `[Enclosure]`; where the print has none, the text
    stays.""",
)  # fmt: skip
