"""N105: the markers do not come in the order of the notes."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    order = {note.id: place for place, note in enumerate(view.facts.notes)}
    labels = {note.id: note.label for note in view.facts.notes}
    seen: set[str] = set()
    last = None
    for marker in view.facts.markers:
        if not marker.placed or marker.note in seen or marker.note not in order:
            continue
        seen.add(marker.note)
        if last is not None and order[marker.note] < order[last.note]:
            yield Finding(
                marker.span,
                f"the marker of note {labels[marker.note]} stands after that of note "
                f"{labels[last.note]}, the notes stand the other way round",
                "compare with the printed page: two notes may have changed places",
                ((f"the marker of note {labels[last.note]}", last.span),),
            )
        last = marker


RULE = DocumentRule(
    "N105", "notes-out-of-order", Severity.WARNING, check=_check,
    summary="The markers in the text do not come in the order of the list of notes.",
    why="Either two notes changed places or a number in the text was taken for a marker.",
    example="marker 3 stands before marker 2.",
    remedy="""To mend it, compare with the printed page; where the print has this order, the text
    stays.""",
)  # fmt: skip
