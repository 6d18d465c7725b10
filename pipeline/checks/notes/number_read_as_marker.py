"""N124: what was read as a marker is a number that counts something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.index import is_arabic
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_COUNTS = re.compile(
    r" ?(?:lines?|pages?|paragraphs?|words?|names?|percent|million|billion|years?|months?|weeks?|"
    r"days?|hours?|minutes?|miles?|tons?|men|copies|members?|series)\b|[–/-][0-9]|[.,][0-9]|"
    r" (?:to|or) [0-9]|\) ?[a-z]",
    re.ASCII,
)
_APART = (" ", "(", "[", "\n", "")
_PART = re.compile(r"[0-9][.,]?\Z", re.ASCII)


def _check(view: View) -> Iterator[Finding]:
    labels = {note.id: note.label for note in view.facts.notes}
    text = view.plain.text
    for mark in view.plain.marks:
        label = labels.get(mark.node.note, "") if isinstance(mark.node, model.NoteMarker) else ""
        counted = _COUNTS.match(text, mark.at) if is_arabic(label) else None
        if counted and _begins(text, mark.at, counted.group()):
            yield Finding(
                mark.node.span,
                f"{label} was read as a marker, but “{label}{counted.group()}” may be a number",
                f"set the marker of note {label} where the printed page has it",
            )


RULE = DocumentRule(
    "N124", "number-read-as-marker", Severity.WARNING, check=_check,
    summary="What was read as a marker is a number that counts something.",
    why="The marker of the note is probably lost, and the number is missing from every output.",
    example="`[less than 1 line not declassified]` with note 1 at the number.",
    remedy="""To mend it, set the marker where the printed page has it; the number is then text
    again.""",
)  # fmt: skip


def _begins(text: str, at: int, counted: str) -> bool:
    """Whether nothing stands before a number that a marker could belong to."""
    before = text[max(at - 2, 0) : at]
    if counted.startswith(")"):  # as in "1) the pilots, 2) the ships"
        start = text.rfind("\n", 0, at) + 1
        return before.endswith(" ") and text.count("(", start, at) == text.count(")", start, at)
    if counted[0] in "–/-.,":
        return _PART.search(before) is not None or before[-1:] in _APART
    return before[-1:] in _APART
