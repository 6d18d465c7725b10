"""N120: two footnotes of a document have the same text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

# Shorter ones, such as "Not printed.", are formulas.
_SHORTEST = 120


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    labels = {note.id: note.label for note in view.facts.notes}
    first: dict[str, str] = {}
    for note_id, passages in plain.note_passages.items():
        words = plain.text[passages[0].start : passages[-1].end]
        earlier = first.setdefault(words, note_id) if len(words) > _SHORTEST else note_id
        if earlier != note_id:
            yield Finding(
                plain.span_of(passages[0]),
                f"the notes {labels[earlier]} and {labels[note_id]} have the same text",
                "compare with the printed page and take one of the two out",
                (("the other note", plain.span_of(plain.note_passages[earlier][0])),),
            )


RULE = DocumentRule(
    "N120", "note-doubled", Severity.INFO, check=_check,
    summary="Two footnotes of a document have the same text.",
    why="A note was transcribed twice, and the numbers after it may be wrong by one.",
    example="two notes with the same sentence of some length.",
    remedy="To mend it, compare with the printed page and take one of the two out.",
)  # fmt: skip
