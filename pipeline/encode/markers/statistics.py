"""What a whole text says of the numbers and symbols in it that may be markers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.encode.markers.candidates import find_runs
from pipeline.model.document import Span

BEFORE = 32
"""So many characters before a number are looked at."""
JOINING = "/–-"
CABLE = "cable"
_SPACES = " \t\n"
_OPENING_LINES = 6
_WORD = re.compile(r"[^\W\d_]+")
_OWN = r"\n[ \t]*[“(\[]?((?:{0}){{1,3}}) ?[A-Za-z“(\[]"


@dataclass(frozen=True, slots=True)
class TextStatistics:
    """A text and the statistics of it that the features of candidates use.

    ``opening`` is the length of the first lines, where markers stand more freely; ``own`` are
    the symbols with which lines begin: the text has notes of its own there. ``words`` gives the
    group of a word, ``numbers`` how often a number stands in the text, and ``counted`` how often
    a word stands before one, as in ``Table 3``. ``cables`` are the numbers behind the words for a
    telegram, ``runs`` all runs of digits.
    """

    text: str
    runs: Sequence[Span]
    opening: int
    own: frozenset[str]
    words: Mapping[str, str]
    numbers: Mapping[str, int]
    counted: Mapping[str, int]
    cables: tuple[str, ...] = ()
    vocabulary: Mapping[str, int] = field(default_factory=dict)

    def with_vocabulary(self) -> TextStatistics:
        """Count the words too, for letters that may be markers or the ends of words."""
        return replace(self, vocabulary=Counter(_WORD.findall(self.text.lower())))

    @classmethod
    def of(cls, text: str, symbols: Iterable[str], words: Mapping[str, str]) -> TextStatistics:
        """Read ``text`` once."""
        present = [symbol for symbol in symbols if symbol in text]
        own = {match[1] for s in present for match in re.finditer(_OWN.format(re.escape(s)), text)}
        runs = find_runs(text)
        numbers = Counter(_joined_runs(text, runs))
        spaced = [run for run in runs if text[run[0] - 1 : run[0]] == " "]
        before = [last_word(text[max(0, start - BEFORE) : start]) for start, _ in spaced]
        cables = tuple(
            text[slice(*run)]
            for word, run in zip(before, spaced, strict=True)
            if words.get(word.lower()) == CABLE
        )
        return cls(
            text, runs, _opening(text), frozenset(own), words, numbers, Counter(before), cables
        )


def _joined_runs(text: str, runs: Sequence[Span]) -> list[str]:
    """Give the numbers of a text, those as one that a stroke or a dash joins."""
    if not runs:
        return []
    numbers: list[str] = []
    begun = runs[0][0]
    for (_, end), (start, _) in pairwise(runs):
        if start != end + 1 or text[end] not in JOINING:
            numbers.append(text[begun:end])
            begun = start
    return [*numbers, text[begun : runs[-1][1]]]


def _opening(text: str) -> int:
    end = 0
    for _ in range(_OPENING_LINES):
        end = text.find("\n", end) + 1
        if not end:
            return len(text)
    return end


def last_word(before: str) -> str:
    """Give the word that ends a stretch of text, empty where a line or a cell begins."""
    word = before.rstrip(_SPACES).rpartition(" ")[2]
    if "\n" in word or "\t" in word:
        return word[max(word.rfind("\n"), word.rfind("\t")) + 1 :]
    return word
