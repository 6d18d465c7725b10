"""N108: the text shows the marker of one note at two places."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.facts import MarkerFacts
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    labels = {note.id: note.label for note in view.facts.notes}
    first: dict[str, MarkerFacts] = {}
    for marker in view.facts.markers:
        earlier = first.setdefault(marker.note, marker) if marker.placed else marker
        if earlier is not marker and marker.note in labels:
            yield Finding(
                marker.span,
                f"this is a second marker of note {labels[marker.note]}",
                "take out the marker that the printed page does not have",
                (("the first marker", earlier.span),),
            )


RULE = DocumentRule(
    "N108", "note-marked-twice", Severity.WARNING, check=_check,
    summary="The text shows the marker of one note at two places.",
    why="""A printed page gives a note two markers only rarely; mostly a number in the text was
    taken for one, or the marker was transcribed twice.""",
    example="`the harbour2 was opened2 again`.",
    remedy="To mend it, take out the marker that the printed page does not have.",
)  # fmt: skip
