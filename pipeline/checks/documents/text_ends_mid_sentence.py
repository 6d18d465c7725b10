"""S113: the text of the document ends in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# Shorter last paragraphs are signatures, lists of copies and the like.
_SHORTEST = 100
_SHOWN = 30


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    filled = [p for p in plain.main if p.start < p.end]
    if not filled or type(filled[-1].node) is not model.Paragraph:
        return
    words = plain.words(filled[-1]).rstrip(" \t")
    if len(words) > _SHORTEST and (words[-1].islower() or words[-1] in ",;"):
        end = filled[-1].start + len(words)
        yield Finding(
            plain.span(end - 1, end),
            f"the text ends in the middle of a sentence, with “…{words[-_SHOWN:]}”",
            "compare with the printed page: the end may be lost, or stand in another file",
        )


RULE = DocumentRule(
    "S113", "text-ends-mid-sentence", Severity.WARNING, check=_check,
    summary="The text of the document ends in the middle of a sentence.",
    why="Its end was lost, or stands at the beginning of the next file.",
    example="a last paragraph that ends with `and the Board will`.",
    remedy="To mend it, compare with the printed page and supply the end.",
)  # fmt: skip
