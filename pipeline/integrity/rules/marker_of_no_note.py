"""N107: a number at the end of a word looks like a marker, but there is no such note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.index import is_arabic
from pipeline.integrity.scope import Scope

_NUMBER = re.compile(r"[0-9]+(?![A-Za-z])", re.ASCII)
_WORD_BEFORE = re.compile(r"[^\W\dA-Z_]{3}[.,;:”’)]?\Z")
_LONGEST = 3


def check(scope: Scope) -> Iterator[Finding]:
    """A number at the end of a word looks like a marker, but there is no such note.

    A note was probably lost from the end of the transcription; its number would be printed as
    part of the word.

    Example: ``of the United Nations7 provides`` where the list of notes ends with 6.

    To mend it, add the note to the list of notes, or part the number from the word.
    """
    labels = {int(note.label) for note in scope.facts.notes if is_arabic(note.label)}
    wanted = {label + step for label in labels for step in (-1, 1)} - labels if labels else {1}
    text = scope.reading.text
    for match in _NUMBER.finditer(text, 0, scope.reading.text_end):
        number = int(match.group()) if len(match.group()) <= _LONGEST else -1
        if number in wanted and _WORD_BEFORE.search(
            text[max(match.start() - 4, 0) : match.start()]
        ):
            wanted = {*wanted, number + 1} - {number}
            yield Finding(
                scope.reading.span(*match.span()),
                f"{number} looks like the marker of a note, but there is no note {number}",
                f"add note {number} to the list of notes, or part the number from the word",
            )
