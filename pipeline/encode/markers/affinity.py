"""Say what a note's text shares with the words before a candidate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.encode.markers.candidates import PAGE_FILLER, MarkerCandidate
from pipeline.encode.markers.features import shape
from pipeline.encode.markers.settings import MarkerSettings
from pipeline.encode.markers.statistics import TextStatistics
from pipeline.model.document import Span

_WORD = re.compile(r"[0-9]+|[^\W\d_]{3,}")
_HEAD = 160
_NEAR = 48
_COMMON = 4
_BLANKS = {" ", PAGE_FILLER}
_LONG = 40
_LETTERED = re.compile(r"[a-z] [A-Z]")


class Affinity:
    """The words with which the notes begin, each note read once and only when asked for."""

    def __init__(
        self, page: TextStatistics, notes: Sequence[Span], settings: MarkerSettings
    ) -> None:
        self.page = page
        self.text = page.text
        self.notes = notes
        self.source = settings.source
        own = settings.own
        texts = [page.text[start:end] for start, end in notes]
        self.owned = {note for note, text in enumerate(texts) if own and own in text}
        self.lettered = {note for note, text in enumerate(texts) if _LETTERED.match(text)}
        self.twins = {
            note: "long" if len(text) > _LONG else "short"
            for note, text in enumerate(texts)
            if note and text == texts[note - 1]
        }
        self._words: dict[int, frozenset[str]] = {}
        self._openings: dict[int, str] = {}
        self._before: dict[int, tuple[str, list[str]]] = {}

    def keys(self, note: int, candidate: MarkerCandidate) -> list[str]:
        """Give the keys for ``candidate`` as the marker of ``note``."""
        words = self.words(note)
        last, long = self.before(candidate)
        keys = []
        if candidate.run < candidate.start:
            rest = self.text[candidate.run : candidate.start]
            whole = self.text[candidate.run : candidate.end]
            if rest in words or whole in words:
                keys.append(f"note has {rest in words and len(rest) > 1}{whole in words}")
        if last in words:
            keys.append(f"note last {_sort(last)}")
        shared = sum(map(words.__contains__, long))
        if shared:
            keys.append(f"note near {min(shared, 3)}")
        opening = self.opening(note)
        keys.append(f"nf {opening} {self.side(candidate)}")
        if self.owned:
            keys.append(f"note own {min(0, candidate.number)} {note in self.owned}")
        if note in self.lettered:
            keys.append(f"note letter {alone(self.text, candidate)} {candidate.number == note + 1}")
        if note == 0:
            keys.append(f"note first {self.source in words} {candidate.start < self.page.opening}")
        return keys

    def is_unprinted(self, note: int, candidate: MarkerCandidate) -> bool:
        """Tell whether a candidate is the list's count for ``note``, which has no printed marker.

        Where the editors set a note between blocks, no word has a marker: the raw text shows the
        place in the list, in a line of its own. Such a note holds its letter in its own text, or
        is the first, whose marker would stand in the heading.
        """
        return (
            candidate.number == note + 1
            and (note == 0 or note in self.lettered)
            and alone(self.text, candidate)
        )

    def words(self, note: int) -> frozenset[str]:
        """Give the words with which a note begins."""
        if note not in self._words:
            start, end = self.notes[note]
            head = self.text[start : min(end, start + _HEAD)]
            self._words[note] = frozenset(_WORD.findall(head))
        return self._words[note]

    def opening(self, note: int) -> str:
        """Give the first word of a note, which often tells what it is about: ``Not printed``."""
        if note not in self._openings:
            start, end = self.notes[note]
            word = _WORD.search(self.text, start, min(end, start + _NEAR))
            self._openings[note] = word.group() if word else ""
        return self._openings[note]

    def side(self, candidate: MarkerCandidate) -> str:
        """Name what a candidate is glued to: a number, with the word before it, or a character."""
        run = candidate.run
        if run == candidate.start:
            return shape(self.text[max(0, run - 2) : run])
        word = self.text[max(0, run - _NEAR) : run].rstrip(" ").rpartition(" ")[2]
        return "d " + (self.page.words.get(word.lower()) or shape(word[-1:]))

    def before(self, candidate: MarkerCandidate) -> tuple[str, list[str]]:
        """Give the last word before a candidate on its line, and the longer ones before that."""
        found = self._before.get(candidate.start)
        if found is None:
            near = self.text[max(0, candidate.start - _NEAR) : candidate.start]
            *more, last = _WORD.findall(near[near.rfind("\n") + 1 :]) or [""]
            long = [word for word in more if len(word) > _COMMON]
            found = self._before[candidate.start] = last, long
        return found


def alone(text: str, candidate: MarkerCandidate) -> bool:
    """Tell whether a candidate has a line to itself, but for page marks."""
    start, end = candidate.start, candidate.end
    while text[start - 1 : start] in _BLANKS:
        start -= 1
    while text[end : end + 1] in _BLANKS:
        end += 1
    return text[start - 1 : start] == "\n" == text[end : end + 1]


def _sort(word: str) -> str:
    if word[0].isdigit():
        return f"number {min(len(word), 4)}"
    return "name" if word[0].isupper() else "word"
