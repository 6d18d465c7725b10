"""N113: a footnote ends in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_SHORTEST = 20
_SHOWN = 30


def _check(view: View) -> Iterator[Finding]:
    for note_id, passages in view.plain.note_passages.items():
        last = passages[-1]
        words = view.plain.words(last).rstrip(" \t")
        is_long = len(words) >= _SHORTEST and type(last.node) is model.Paragraph
        if is_long and (words[-1].islower() or words[-1] in ",;"):
            end = last.start + len(words)
            yield Finding(
                view.plain.span(end - 1, end),
                f"note {note_id.rpartition('fn')[2]} ends in the middle of a sentence, "
                f"with “…{words[-_SHOWN:]}”",
                "compare with the printed page and supply the end of the note",
            )


RULE = DocumentRule(
    "N113", "note-torn", Severity.WARNING, check=_check,
    summary="A footnote ends in the middle of a sentence.",
    why="Its end was lost, or became part of something else, most often where a page breaks.",
    example="`See the report of the` as the whole of a note.",
    remedy="To mend it, compare with the printed page and supply the end.",
)  # fmt: skip
