"""N117: a marker stands inside a word."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for mark in view.plain.marks:
        if mark.in_words and isinstance(mark.node, model.NoteMarker):
            around = text[max(mark.at - 1, 0) : mark.at + 1]
            if len(around) == len("ab") and around.isalpha() and around[1].islower():
                yield Finding(
                    mark.node.span,
                    "this marker stands inside a word",
                    "set the marker behind the word where the printed page has it",
                )


RULE = DocumentRule(
    "N117", "marker-inside-word", Severity.WARNING, check=_check,
    summary="A marker stands inside a word.",
    why="Markers stand behind words; a figure or letter of the word was taken for one.",
    example="`har1bour` for `harbour`.",
    remedy="To mend it, compare with the printed page and set the marker behind the word.",
)  # fmt: skip
