"""N122: a marker stands at the very beginning of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_SET_OFF = {model.Paragraph: True, model.Heading: True}


def _check(view: View) -> Iterator[Finding]:
    starts = {p.start for p in view.plain.passages if _SET_OFF.get(type(p.node))}
    for mark in view.plain.marks:
        if mark.in_words and isinstance(mark.node, model.NoteMarker) and mark.at in starts:
            yield Finding(
                mark.node.span,
                "this marker stands before the first word of its paragraph",
                "set the marker behind its word",
            )


RULE = DocumentRule(
    "N122", "marker-before-text", Severity.WARNING, check=_check,
    summary="A marker stands at the very beginning of a paragraph.",
    why="""Markers stand behind words; it was torn from the end of the paragraph above, or it is a
    number.""",
    example="a paragraph that begins with `3The pilots returned`.",
    remedy="To mend it, set the marker behind its word.",
)  # fmt: skip
