"""Say what a note's text shares with the words before a candidate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Span
from pipeline.encode.markers.candidates import Candidate
from pipeline.encode.markers.features import Surroundings

_WORD = re.compile(r"[0-9]+|[^\W\d_]{3,}")
_HEAD = 160
_NEAR = 48
_COMMON = 4


class Affinity:
    """The words with which the notes begin, each note read once and only when asked for."""

    def __init__(self, page: Surroundings, notes: Sequence[Span], source: str) -> None:
        self.page = page
        self.text = page.text
        self.notes = notes
        self.source = source
        self._words: dict[int, frozenset[str]] = {}
        self._before: dict[int, list[str]] = {}

    def keys(self, note: int, candidate: Candidate) -> list[str]:
        """Give the keys for ``candidate`` as the marker of ``note``."""
        words = self.words(note)
        before = self.before(candidate)
        keys = []
        if candidate.run < candidate.start:
            rest = self.text[candidate.run : candidate.start]
            whole = self.text[candidate.run : candidate.end]
            if rest in words or whole in words:
                keys.append(f"note has {rest in words and len(rest) > 1}{whole in words}")
        if before and before[-1] in words:
            keys.append(f"note last {_sort(before[-1])}")
        shared = sum(1 for word in before[:-1] if word in words and len(word) > _COMMON)
        if shared:
            keys.append(f"note near {min(shared, 3)}")
        if note == 0:
            keys.append(f"note first {self.source in words} {candidate.start < self.page.opening}")
        return keys

    def words(self, note: int) -> frozenset[str]:
        """Give the words with which a note begins."""
        if note not in self._words:
            start, end = self.notes[note]
            head = self.text[start : min(end, start + _HEAD)]
            self._words[note] = frozenset(_WORD.findall(head))
        return self._words[note]

    def before(self, candidate: Candidate) -> list[str]:
        """Give the words before a candidate on its line."""
        if candidate.start not in self._before:
            near = self.text[max(0, candidate.start - _NEAR) : candidate.start]
            line = near[near.rfind("\n") + 1 :]
            self._before[candidate.start] = _WORD.findall(line)
        return self._before[candidate.start]


def _sort(word: str) -> str:
    if word[0].isdigit():
        return f"number {min(len(word), 4)}"
    return "name" if word[0].isupper() else "word"
