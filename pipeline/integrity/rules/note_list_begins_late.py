"""N123: the list of notes does not begin with 1."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.index import is_arabic
from pipeline.integrity.scope import Scope


def check(scope: Scope) -> Iterator[Finding]:
    """The list of notes does not begin with 1.

    The first notes were lost in transcribing, or the number of the first was misread.

    Example: a list of notes that begins with ``2.``

    To mend it, compare with the printed page and supply the notes.
    """
    numbered = [note for note in scope.facts.notes if is_arabic(note.label)]
    if numbered and int(numbered[0].label) > 1 and numbered[0] is scope.facts.notes[0]:
        yield Finding(
            numbered[0].span,
            f"the first note is marked {numbered[0].label}",
            "compare with the printed page: the first notes may be lost",
        )
