"""N108: the text shows the marker of one note at two places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.facts import MarkerFacts
from pipeline.integrity.scope import Scope

# Begins with the figure and looks back from it, since a text has far fewer figures than letters.
_BEHIND_WORD = re.compile(
    r"[0-9](?:(?<=[^\W\dA-Z_]{3}.)|(?<=[^\W\dA-Z_]{3}[.,;:”’)].))[0-9]{0,2}(?![A-Za-z0-9])"
)


def check(scope: Scope) -> Iterator[Finding]:
    """The text shows the marker of one note at two places.

    A printed page gives a note two markers only rarely; mostly a number in the text was taken for
    one, or the marker was transcribed twice.

    Example: ``the harbour2 was opened2 again``.

    To mend it, take out the marker that the printed page does not have.
    """
    labels = {note.id: note.label for note in scope.facts.notes}
    first: dict[str, MarkerFacts] = {}
    for marker in scope.facts.markers:
        earlier = first.setdefault(marker.note, marker) if marker.placed else marker
        if earlier is not marker and marker.note in labels:
            yield Finding(
                marker.span,
                f"this is a second marker of note {labels[marker.note]}",
                "take out the marker that the printed page does not have",
                (("the first marker", earlier.span),),
            )
    yield from _left_in_words(scope)


def _left_in_words(scope: Scope) -> Iterator[Finding]:
    """Find the numbers of notes behind words that were not read as markers.

    In tables letters and figures mark other notes.
    """
    reading = scope.reading
    placed = {marker.note: marker.span for marker in scope.facts.markers if marker.placed}
    marked = {note.label: placed[note.id] for note in scope.facts.notes if note.id in placed}
    if not marked:
        return
    for match in _BEHIND_WORD.finditer(reading.text, 0, reading.text_end):
        first = marked.get(match.group())
        if first and not isinstance(reading.passage_at(match.start()).node, model.Cell):
            yield Finding(
                reading.span(*match.span()),
                f"this looks like a second marker of note {match.group()}",
                "take out the marker that the printed page does not have",
                (("the first marker", first),),
            )
