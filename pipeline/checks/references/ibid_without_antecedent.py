"""X111: the first note of a document repeats a source by ``Ibid.`` alone."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_IBID = "Ibid"


def _check(view: View) -> Iterator[Finding]:
    notes = view.facts.notes
    passages = view.plain.note_passages.get(notes[0].id, ()) if notes else ()
    if passages and view.plain.words(passages[0]).startswith(_IBID):
        yield Finding(
            view.plain.span(passages[0].start, passages[0].start + len(_IBID)),
            "“Ibid.” repeats a source, and no note stands before this one",
            "compare with the printed page: the note before it may be lost",
        )


RULE = DocumentRule(
    "X111", "ibid-without-antecedent", Severity.INFO, check=_check,
    summary="The first note of a document repeats a source by `Ibid.` alone.",
    why="Nothing was named before it, so that a reader cannot tell which source is meant.",
    example="`1. Ibid., p. 45.`",
    remedy="To mend it, compare with the printed page: the note before it may be lost.",
)  # fmt: skip
