"""N102: a note of the list has no marker in the text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.facts import NoteFacts
from pipeline.checks.notes.texts import placed_notes, repeated_notes
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity
from pipeline.model.document import Span

_Related = tuple[tuple[str, Span], ...]


def _check(view: View) -> Iterator[Finding]:
    placed = placed_notes(view)
    repeats = repeated_notes(view)
    likely = {
        mark.node.note: mark.node.likely
        for mark in view.plain.marks
        if isinstance(mark.node, model.UnplacedNote)
    }
    for note in view.facts.notes:
        if note.id not in placed and note.id not in repeats:
            places = likely.get(note.id, ())
            yield Finding(
                note.span,
                f"note {note.label} has no marker in the text",
                f"set the marker {note.label} right after its word in the text, or remove the note",
                tuple((_order(rank), place) for rank, place in enumerate(places, 1))
                or _neighbours(view, note),
            )


RULE = DocumentRule(
    "N102", "note-without-marker", Severity.ERROR, check=_check,
    summary="A note of the list has no marker in the text.",
    why="""Nobody reading the text would find the note, so its place must be settled before the
    edition can be published. The likeliest places are named in order, or, where nothing in the text
    looks like its marker, the markers that it must stand between. A figure that makes sense as it
    is was not cut for it. Of a note that repeats one with a marker N125 speaks.""",
    example="a list of six notes below a text that shows the markers 1 to 5.",
    remedy="""To mend it, set the marker where the printed page has it: the number right after the
    word.""",
)  # fmt: skip


def _order(rank: int) -> str:
    return "the likeliest place" if rank == 1 else f"the place that comes next ({rank})"


def _neighbours(view: View, note: NoteFacts) -> _Related:
    """Give the markers of the notes before and after, as far as they have one."""
    place = {one.id: index for index, one in enumerate(view.facts.notes)}
    marked = {one.note: one.span for one in reversed(view.facts.markers) if one.placed}
    at = place[note.id]
    before = [one for one in view.facts.notes[:at] if one.id in marked][-1:]
    after = [one for one in view.facts.notes[at + 1 :] if one.id in marked][:1]
    return (
        *((f"it stands behind the marker of note {one.label}", marked[one.id]) for one in before),
        *((f"and before that of note {one.label}", marked[one.id]) for one in after),
    )
