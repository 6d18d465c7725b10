"""N115: a footnote is longer than the text it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_SHORTEST = 1500


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    for note_id, passages in plain.note_passages.items():
        length = passages[-1].end - passages[0].start
        if length > max(_SHORTEST, plain.text_end):
            yield Finding(
                plain.span_of(passages[0]),
                f"note {note_id.rpartition('fn')[2]} is longer than the text of the document",
                "see that no part of the text stands below the list of notes",
            )


RULE = DocumentRule(
    "N115", "note-longer-than-text", Severity.INFO, check=_check,
    summary="A footnote is longer than the text it belongs to.",
    why="""Text that stands below the list of notes is taken for a further paragraph of the last
    note.""",
    example="a list of two notes, and below it the second half of a letter.",
    remedy="To mend it, put the list of notes at the end of the transcription.",
)  # fmt: skip
