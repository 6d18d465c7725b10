"""N116: two markers stand side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    labels = {note.id: note.label for note in view.facts.notes}
    for one, after in pairwise(view.plain.marks):
        if not one.in_words or one.at != after.at or one.home != after.home:
            continue
        if isinstance(one.node, model.NoteMarker) and isinstance(after.node, model.NoteMarker):
            both = [labels.get(marker.note, "?") for marker in (one.node, after.node)]
            yield Finding(
                after.node.span,
                f"the markers {both[0]} and {both[1]} stand side by side",
                "compare with the printed page; if it has both markers, nothing needs mending",
                (("the marker before", one.node.span),),
            )


RULE = DocumentRule(
    "N116", "markers-in-a-row", Severity.INFO, check=_check,
    summary="Two markers stand side by side.",
    why="""A reader cannot tell `12` from the notes 1 and 2, and one of the two may be a misread
    number.""",
    example="`the harbour12` where both note 1 and note 2 are meant.",
    remedy="To mend it, compare with the printed page; where the print has both, the text stays.",
)  # fmt: skip
