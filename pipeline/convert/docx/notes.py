"""How Word shows the printed labels of notes: by its own count, or by marks of their own.

Word counts the notes of each section from 1. A note whose printed label is the next of that count
is left to Word; any other, a symbol, say, or 0, shows its label as a custom mark, which Word does
not count.
"""

from __future__ import annotations

from collections.abc import Sequence


def marks(sections: Sequence[Sequence[str]]) -> tuple[list[str | None], bool]:
    """Give for each note its mark, None where Word counts, and whether Word is to count anew.

    ``sections`` are the labels of the notes of each of Word's sections. Where only one of them has
    notes to count, Word counts on, since LibreOffice 7.4 loses count of notes that begin anew.
    """
    found = [list(_marks(labels)) for labels in sections]
    restart = sum(None in section for section in found) > 1
    flat = [mark for section in found for mark in section]
    if restart:
        # LibreOffice 7.4 shows 0 for each counted note that no custom mark comes after.
        *_, flat[-1] = (label for labels in sections for label in labels)
    return flat, restart


def _marks(labels: Sequence[str]) -> list[str | None]:
    counted = 0
    found: list[str | None] = []
    for label in labels:
        by_word = label == str(counted + 1)
        counted += by_word
        found.append(None if by_word else label)
    return found
