"""N115: a footnote is longer than the text it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope

_SHORTEST = 1500


def check(scope: Scope) -> Iterator[Finding]:
    """A footnote is longer than the text it belongs to.

    Text that stands below the list of notes is taken for a further paragraph of the last note.

    Example: a list of two notes, and below it the second half of a letter.

    To mend it, put the list of notes at the end of the transcription.
    """
    reading = scope.reading
    for note_id, passages in reading.note_passages.items():
        length = passages[-1].end - passages[0].start
        if length > max(_SHORTEST, reading.text_end):
            yield Finding(
                reading.span_of(passages[0]),
                f"note {note_id.rpartition('fn')[2]} is longer than the text of the document",
                "see that no part of the text stands below the list of notes",
            )
