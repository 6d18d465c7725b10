"""N101: a marker leads to a note that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    known = {note.id for note in view.facts.notes}
    for marker in view.facts.markers:
        if marker.note not in known:
            yield Finding(
                marker.span,
                f"this marker leads to the note {marker.note}, which is not in the document",
                "add the note to the list of notes, or take the marker out",
            )


RULE = DocumentRule(
    "N101", "marker-without-note", Severity.ERROR, check=_check,
    summary="A marker leads to a note that the document does not have.",
    why="A reader who follows the marker finds nothing, and no output can be made of it.",
    example="a second marker of note 3 where the list of notes ends with 2.",
    remedy="""To mend it, add the note to the list at the end of the transcription, or take the
    marker out.""",
)  # fmt: skip
