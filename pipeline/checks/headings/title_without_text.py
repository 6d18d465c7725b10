"""S131: a section title or heading is the last thing in its document."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.divisions import divisions
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_SHOWN = 60


def _check(view: View) -> Iterator[Finding]:
    for blocks in divisions(view.document):
        filled = [b for b in blocks if not isinstance(b, model.PageBreak | model.UnplacedNote)]
        if len(filled) > 1 and _is_title(filled[-1]):
            yield Finding(
                model.span_of(filled[-1]),
                f"no text follows the title “{model.line_of(filled[-1])[:_SHOWN]}”",
                "move the line to where it belongs, or supply the text that is lost",
            )


RULE = DocumentRule(
    "S131", "title-without-text", Severity.WARNING, check=_check,
    summary="A section title or heading is the last thing in its document.",
    why="The text below it was lost, or the line belongs to the next document.",
    example="`Conclusions` as the last line of a report.",
    remedy="""To mend it, compare with the printed page: move the line to where it belongs, or
    supply the text.""",
)  # fmt: skip


def _is_title(block: model.Block) -> bool:
    if isinstance(block, model.Paragraph):
        return block.style is model.ParagraphStyle.SECTION_TITLE
    return isinstance(block, model.Heading)
