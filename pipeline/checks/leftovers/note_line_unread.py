"""T180: a line in the form of a footnote is part of something else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.proof import Proof, ProofPassage
from pipeline.checks.rule import FRUS, DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_NUMBERED = re.compile(r"[0-9]{1,3}\. ", re.ASCII)
_INDENT = "\n  "
_SHOWN = 30


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    for passage in proof.passages:
        if not isinstance(passage.node, model.Paragraph):
            continue
        start = proof.origin(passage.start)
        if not _is_line(proof, start):
            continue
        is_numbered = _NUMBERED.match(proof.prose, passage.start) is not None
        if is_numbered or _goes_on(proof, passage):
            words = proof.text(passage)[:_SHOWN]
            yield Finding(
                (start, start + 1),
                f"“{words}…” has the form of a footnote and is none"
                if is_numbered
                else f"“{words}…” stands in the list of notes without a number",
                "set the number that the note has in the list, or bring the notes in their order",
            )


RULE = DocumentRule(
    "T180", "note-line-unread", Severity.WARNING, check=_check, profiles=FRUS,
    summary="A line in the form of a footnote is part of something else.",
    why="""A line of the list that has lost its number becomes a paragraph of the note above, or of
    the text. Lines that count from 1 inside a note are read as a list of that note.""",
    example="`  Not printed.` in the list of notes between 2 and 4.",
    remedy="To mend it, compare with the printed page and set the right number.",
)  # fmt: skip


def _is_line(proof: Proof, start: int) -> bool:
    """Whether just two spaces stand before a place in its line; further paragraphs have four."""
    return proof.source.text[max(start - len(_INDENT), 0) : start] == _INDENT


def _goes_on(proof: Proof, passage: ProofPassage) -> bool:
    """Whether a passage is a further paragraph of a note, or stands where the notes should."""
    return passage.flow != proof.passages[0].flow or passage is proof.passages[-1]
