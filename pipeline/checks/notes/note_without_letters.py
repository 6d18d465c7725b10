"""N121: a footnote holds no letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_LETTER = re.compile(r"[^\W\d_]")
_SHOWN = 20


def _check(view: View) -> Iterator[Finding]:
    plain = view.plain
    for note in view.facts.notes:
        passages = plain.note_passages.get(note.id, ())
        words = plain.text[passages[0].start : passages[-1].end] if passages else ""
        if words.strip(" \t\n") and not _LETTER.search(words):
            yield Finding(
                note.span,
                f"note {note.label} holds no letter, only “{words[:_SHOWN]}”",
                "compare with the printed page and supply the text of the note",
            )


RULE = DocumentRule(
    "N121", "note-without-letters", Severity.WARNING, check=_check,
    summary="A footnote holds no letter.",
    why="Its text was lost; a number or a stop alone says nothing to a reader.",
    example="`3. .` as the whole of a note.",
    remedy="To mend it, compare with the printed page and supply the text.",
)  # fmt: skip
