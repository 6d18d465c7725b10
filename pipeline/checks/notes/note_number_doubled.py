"""N104: two notes have the same number."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.facts import NoteFacts
from pipeline.checks.index import is_arabic
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_FIRST = "1"


def _check(view: View) -> Iterator[Finding]:
    first: dict[str, NoteFacts] = {}
    last = ""
    for note in view.facts.notes:
        if note.label == _FIRST != last:  # a chapter may count its notes anew
            first = {}
        last = note.label
        earlier = first.setdefault(note.label, note)
        if earlier is not note and is_arabic(note.label):
            yield Finding(
                note.span,
                f"two notes have the number {note.label}",
                "compare with the printed page and correct the number that is wrong",
                (("the other note", earlier.span),),
            )


RULE = DocumentRule(
    "N104", "note-number-doubled", Severity.WARNING, check=_check,
    summary="Two notes of a document have the same number.",
    why="""A reference to that number can mean either. Symbols are left alone: an asterisk may come
    again on every page, and a chapter may begin with 1 anew.""",
    example="the notes 1, 2, 2 and 3.",
    remedy="To mend it, compare with the printed page and correct the number that was misread.",
)  # fmt: skip
