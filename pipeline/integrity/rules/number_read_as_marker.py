"""N124: what was read as a marker is a number that counts something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.index import is_arabic
from pipeline.integrity.scope import Scope

_BEFORE = re.compile(r"(?:^|[ (\[\n])\Z")
_COUNTS = re.compile(
    r" ?(?:lines?|pages?|paragraphs?|words?|names?|percent|million|billion|years?|months?|weeks?|"
    r"days?|hours?|minutes?|miles?|tons?|men|copies)\b|[–/-][0-9]| to [0-9]",
    re.ASCII,
)


def check(scope: Scope) -> Iterator[Finding]:
    """What was read as a marker is a number that counts something.

    The marker of the note is probably lost, and the number is missing from every output.

    Example: ``[less than 1 line not declassified]`` with note 1 at the number.

    To mend it, set the marker where the printed page has it; the number is then text again.
    """
    labels = {note.id: note.label for note in scope.facts.notes}
    text = scope.reading.text
    for mark in scope.reading.marks:
        label = labels.get(mark.node.note, "") if isinstance(mark.node, model.NoteMarker) else ""
        if not is_arabic(label) or not _BEFORE.search(text, max(mark.at - 1, 0), mark.at):
            continue
        counted = _COUNTS.match(text, mark.at)
        if counted:
            yield Finding(
                mark.node.span,
                f"{label} was read as a marker, but “{label}{counted.group()}” may be a number",
                f"set the marker of note {label} where the printed page has it",
            )
