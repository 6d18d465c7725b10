"""N107: a number at the end of a word looks like a marker, but there is no such note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.index import is_arabic
from pipeline.integrity.scope import Scope

_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,3}(?![0-9A-Za-z])", re.ASCII)
_WORD_BEFORE = re.compile(r"[a-z]{3}[.,;:”’)]?\Z", re.ASCII)


def check(scope: Scope) -> Iterator[Finding]:
    """A number at the end of a word looks like a marker, but there is no such note.

    A note was probably lost from the end of the transcription; its number would be printed as
    part of the word.

    Example: ``of the United Nations7 provides`` where the list of notes ends with 6.

    To mend it, add the note to the list of notes, or part the number from the word.
    """
    labels = {int(note.label) for note in scope.facts.notes if is_arabic(note.label)}
    wanted = {label + step for label in labels for step in (-1, 1)} - labels if labels else {1}
    for leaf in scope.text_nodes(model.Text):
        for match in _NUMBER.finditer(leaf.text):
            number = int(match.group())
            if number in wanted and _ends_word(leaf.text, match.start()):
                wanted = {*wanted, number + 1} - {number}
                yield Finding(
                    (leaf.span[0] + match.start(), leaf.span[0] + match.end()),
                    f"{number} looks like the marker of a note, but there is no note {number}",
                    f"add note {number} to the list of notes, or part the number from the word",
                )


def _ends_word(text: str, place: int) -> bool:
    return _WORD_BEFORE.search(text[max(place - 4, 0) : place]) is not None
