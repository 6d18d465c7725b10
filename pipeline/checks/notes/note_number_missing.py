"""N103: the numbers of the notes leave one out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.checks.index import is_arabic
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    numbered = [note for note in view.facts.notes if is_arabic(note.label)]
    # Where the print marks its notes in several series, numbers do not run on.
    if len(numbered) < len(view.facts.notes):
        return
    for note, following in pairwise(numbered):
        first, last = int(note.label) + 1, int(following.label) - 1
        if first <= last:
            missing = f"note {first} is" if first == last else f"notes {first} to {last} are"
            yield Finding(
                following.span,
                f"{missing} missing between the notes {note.label} and {following.label}",
                "compare with the printed page: a note may be lost or a number misread",
                (("the note before", note.span),),
            )


RULE = DocumentRule(
    "N103", "note-number-missing", Severity.WARNING, check=_check,
    summary="The numbers of the notes leave one out.",
    why="Either a note was lost in transcribing or its number was misread.",
    example="the notes 1, 2 and 4.",
    remedy="""To mend it, compare with the printed page; where the print itself leaves a number out,
    the text stays as it is.""",
)  # fmt: skip
