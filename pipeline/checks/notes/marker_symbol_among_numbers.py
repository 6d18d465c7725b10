"""N111: a note is marked with a symbol among notes that are marked with numbers."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity


def _check(view: View) -> Iterator[Finding]:
    notes = view.facts.notes
    symbols = [n for n in notes if not n.label[:1].isdecimal() and not n.label.isalpha()]
    if 0 < len(symbols) <= len(notes) - len(symbols):
        first = symbols[0]
        yield Finding(
            first.span,
            f"{len(symbols)} of {len(notes)} notes, this one first, are marked with a symbol as "
            f"{first.label!a}, the others with numbers",
            "nothing need be done where the printed page has the symbol",
        )


RULE = DocumentRule(
    "N111", "marker-symbol-among-numbers", Severity.INFO, check=_check,
    summary="A note is marked with a symbol among notes that are marked with numbers.",
    why="Editors mark the notes of the original so. It may be a misread number as well.",
    example="the notes 1 and 2, and between them one with the marker `*`.",
    remedy="There is nothing to mend where the printed page has the symbol.",
)  # fmt: skip
