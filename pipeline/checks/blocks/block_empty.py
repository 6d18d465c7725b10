"""S103: a block holds no text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.plain_text import PlainText, Stretch
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_KINDS = (
    model.SourceNote, model.Heading, model.Dateline, model.Salutation, model.OpenerLine,
    model.Paragraph, model.ListItem, model.Valediction, model.Signature, model.CloserLine,
)  # fmt: skip
# White space is no text, but so much of it is no accident either.
_LONGEST = 100


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    for passage in plain.text_passages:
        if passage.end - passage.start < _LONGEST and _is_empty(passage, plain):
            start = max(model.span_of(passage.node)[0], 0)
            yield Finding(
                (start, start),
                f"there is a {_name(type(passage.node))} without text here",
                "write the text that is missing, or take the empty line out",
            )


RULE = DocumentRule(
    "S103", "block-empty", Severity.WARNING, check=_check,
    summary="A paragraph, heading, list item or line of the opening or closing holds no text.",
    why="It would be printed as a gap. What it should hold may have been lost.",
    example="a bullet with nothing after it.",
    remedy="To mend it, write the text that is missing, or take the empty line out.",
)  # fmt: skip


def _is_empty(passage: Stretch, plain: PlainText) -> bool:
    if not isinstance(passage.node, _KINDS) or plain.words(passage).strip(" \t"):
        return False
    return not (isinstance(passage.node, model.ListItem) and passage.node.blocks)


def _name(kind: type) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in kind.__name__).strip(" ")
