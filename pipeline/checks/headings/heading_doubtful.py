"""S107: what stands where the heading should be reads like running text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

# Of 7,086 headings in published volumes none without a number begins with a small letter, is
# longer than this, or is a sentence of over 150 characters.
_LONGEST = 400
_LONGEST_SENTENCE = 150


def _check(view: View) -> Iterator[Finding]:
    if view.document.number is not None:
        return
    for block in view.document.blocks:
        if isinstance(block, model.Heading):
            if _is_running_text(model.line_of(block).strip(" \t\n")):
                yield Finding(
                    model.span_of(block),
                    "no heading was recognized: the first lines read like running text",
                    "put the number and title at the top, with a blank line below them",
                )
            return


RULE = DocumentRule(
    "S107", "heading-doubtful", Severity.ERROR, check=_check,
    summary="What stands first in a document reads like running text, and not like a heading.",
    why="""Taken as the heading it would stand in the table of contents and in the running heads,
    and the text would lack its beginning.""",
    example="a transcription whose first line is `and so the matter was left to the Board.`",
    remedy="To mend it, put the number and the title at the top, with a blank line below them.",
)  # fmt: skip


def _is_running_text(text: str) -> bool:
    first = next((character for character in text if character.isalpha()), "")
    is_sentence = text.endswith(".") and len(text) > _LONGEST_SENTENCE
    return first.islower() or len(text) > _LONGEST or is_sentence
