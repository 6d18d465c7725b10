"""N114: a footnote begins with a small letter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_SMALL = re.compile(r"[a-z]{2,} [a-z]", re.ASCII)
_SHOWN = 30


def _check(view: View) -> Iterator[Finding]:
    for note_id, passages in view.plain.note_passages.items():
        words = view.plain.words(passages[0])
        if _SMALL.match(words):
            yield Finding(
                view.plain.span(passages[0].start, passages[0].start + 1),
                f"note {note_id.rpartition('fn')[2]} begins with a small letter, "
                f"as “{words[:_SHOWN]}”",
                "compare with the printed page and supply the beginning of the note",
            )


RULE = DocumentRule(
    "N114", "note-begins-mid-sentence", Severity.WARNING, check=_check,
    summary="A footnote begins with a small letter.",
    why="Its beginning was lost, or a line of the text was taken for a note.",
    example="`3. of the harbour master.`",
    remedy="To mend it, compare with the printed page and supply the beginning.",
)  # fmt: skip
