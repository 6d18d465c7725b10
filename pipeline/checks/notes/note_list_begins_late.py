"""N123: the list of notes does not begin with 1."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.facts import DocumentFacts
from pipeline.checks.index import is_arabic
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_ROUND = 99  # where notes are numbered through, they begin anew after it


def _check(view: View) -> Iterator[Finding]:
    numbered = [note for note in view.facts.notes if is_arabic(note.label)]
    if not numbered or numbered[0] is not view.facts.notes[0] or int(numbered[0].label) <= 1:
        return
    before = _last_number(view)
    if before is None or int(numbered[0].label) != before % _ROUND + 1:
        yield Finding(
            numbered[0].span,
            f"the first note is marked {numbered[0].label}"
            + ("" if before is None else f", and the last one before this document {before}"),
            "compare with the printed page: the first notes may be lost, or a document before",
        )


RULE = DocumentRule(
    "N123", "note-list-begins-late", Severity.WARNING, check=_check,
    summary="The list of notes does not begin with 1.",
    why="""The first notes were lost in transcribing, or the number of the first was misread. A
    document that goes on with the numbers of the one before it is sound.""",
    example="a list of notes that begins with `2.`",
    remedy="To mend it, compare with the printed page and supply the notes.",
)  # fmt: skip


def _last_number(view: View) -> int | None:
    """Give the last number of the last document before that has notes with numbers."""
    before: DocumentFacts | None = view.facts
    while before is not None and before.id in view.edition.places:
        before = view.edition.before(before.id)
        labels = [note.label for note in before.notes if is_arabic(note.label)] if before else []
        if labels:
            return int(labels[-1])
    return None
