"""What a person has settled for good in a transcription, and where it applies.

A decision knows its place by the words around it, so that it is kept while the text is edited
elsewhere. What cannot be found any more is reported, never guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache
from itertools import islice

from pipeline.model.diagnostics import Diagnostic, Location
from pipeline.model.document import Span

NONE = "none"
"""The value of a decision that here is no marker, or no reference."""

_BLANKS = re.compile(r"[ \t\n]+")
_SEVERAL = re.compile(r"[ \t\n]{2,}")
# Words that changed nearby leave so much of the context, or half of it.
_ENOUGH = 12
# Of so many places that are looked at, one can be as good as others and be compared further, by so
# many characters; it must have so many more in common with the context.
_COMPARED, _WINDOW, _CLEARLY = 100, 200, 3


ROLES = (
    "source", "heading", "dateline", "opener", "salutation", "paragraph", "list-head", "label",
    "item", "valediction", "signature", "closer", "postscript", "continuation",
)  # fmt: skip
"""What a line can be decided to be."""


class DecisionKind(Enum):
    """What is decided; each has its table in the file, and the key of its value there."""

    MARKER = "marker"
    REFERENCE = "reference"
    READING = "reading"
    ROLE = "role"

    @property
    def table(self) -> str:
        """The name of the table, as ``[[marker]]``."""
        return self.value

    @property
    def key(self) -> str:
        """The key of what is decided: a note, an address, the code of a finding, what a line is."""
        return _KEYS[self]


_KEYS = {
    DecisionKind.MARKER: "note",
    DecisionKind.REFERENCE: "target",
    DecisionKind.READING: "accept",
    DecisionKind.ROLE: "role",
}


@dataclass(frozen=True, slots=True)
class TextQuote:
    """The words a decision is about, and those before and after them."""

    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; ``line`` is where it stands in its file."""

    kind: DecisionKind
    context: TextQuote
    value: str
    why: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Settled:
    """The decisions on one text that found their place.

    Values are the number of a note, an address, or None for no marker and no reference; ``roles``
    are what lines are, one of :data:`ROLES`.
    """

    markers: tuple[tuple[Span, str | None], ...] = ()
    references: tuple[tuple[Span, str | None], ...] = ()
    roles: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A reading that is right, whatever the rule ``code`` says of it there."""

    location: Location
    code: str
    why: str
    decision: Decision

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether ``diagnostic`` speaks of this reading."""
        here, there = self.location, diagnostic.location
        return (
            diagnostic.code == self.code
            and here.file == there.file
            and (here.line, here.column) <= (there.end_line, there.end_column)
            and (there.line, there.column) <= (here.end_line, here.end_column)
        )


def settle(placed: Iterable[tuple[Decision, Span]]) -> Settled:
    """Sort decisions with their places by what they are about."""
    rising = sorted(placed, key=lambda pair: pair[1])

    def of(kind: DecisionKind) -> tuple[tuple[Span, str | None], ...]:
        return tuple(
            (span, None if decision.value == NONE else decision.value)
            for decision, span in rising
            if decision.kind is kind
        )

    roles = tuple((span, one.value) for one, span in rising if one.kind is DecisionKind.ROLE)
    return Settled(of(DecisionKind.MARKER), of(DecisionKind.REFERENCE), roles)


class _FlatText:
    """A text with one space for each run of blanks, and the way back to where it all stood."""

    def __init__(self, text: str) -> None:
        self.text = _BLANKS.sub(" ", text)
        self._runs: list[int] = []  # the places of spaces that stand for several blanks
        self._left_out = [0]  # how many blanks are left out up to each
        for match in _SEVERAL.finditer(text):
            self._runs.append(match.start() - self._left_out[-1])
            self._left_out.append(self._left_out[-1] + len(match.group()) - 1)

    def places(self, words: str) -> Iterator[int]:
        """Yield where ``words`` stand, one after the other."""
        at = self.text.find(words) if words else -1
        while at >= 0:
            yield at
            at = self.text.find(words, at + len(words))

    def span(self, start: int, end: int) -> Span:
        """Give where a stretch stands in the text as it is written."""
        return self._place(start), self._place(end)

    def _place(self, at: int) -> int:
        return at + self._left_out[bisect_left(self._runs, at)]


# A text is asked for each decision on it.
_flat = lru_cache(maxsize=2)(_FlatText)


def find(text: str, context: TextQuote, most: int = 2_000) -> tuple[Span, ...]:
    """Find where ``context`` stands in ``text``; several places are equally good, none is none.

    Line breaks count as spaces. Where the words around the place were changed, the place wins
    that has most of them left, if that is enough to know it by; it is looked for where the words
    themselves stand at no more places than ``most``.
    """
    flat = _flat(text)
    before, words, after = (
        _BLANKS.sub(" ", one) for one in (context.before, context.text, context.after)
    )
    if words.startswith(" "):
        before = before.removesuffix(" ")
    if words.endswith(" "):
        after = after.removeprefix(" ")
    start, end = len(before), len(before) + len(words)
    whole = [flat.span(at + start, at + end) for at in flat.places(before + words + after)]
    return tuple(whole) or tuple(
        flat.span(at, at + len(words)) for at in _nearest(flat, (before, words, after), most)
    )


def context_of(text: str, span: Span, reach: int = 32) -> TextQuote:
    """Take the words of ``span`` with about ``reach`` characters on each side, in whole words."""
    start, end = span
    low, high = max(0, start - reach), min(len(text), end + reach)
    while low > 0 and text[low - 1] not in " \t\n" and start - low < 2 * reach:
        low -= 1
    while high < len(text) and text[high] not in " \t\n" and high - end < 2 * reach:
        high += 1
    return TextQuote(text[low:start], text[start:end], text[end:high])


def _nearest(flat: _FlatText, quote: tuple[str, str, str], most: int) -> Sequence[int]:
    before, words, after = quote
    places = list(islice(flat.places(words), most + 1))
    if len(places) > most:
        return ()
    scores = [_left(flat.text, (at, at + len(words)), before, after) for at in places]
    best = max(scores, default=0)
    if not best or best < min(_ENOUGH, (len(before) + len(after) + 1) // 2):
        return ()
    spans = [
        (at, at + len(words)) for at, score in zip(places, scores, strict=True) if score == best
    ]
    if 1 < len(spans) <= most // _COMPARED:
        spans = _most_alike(flat.text, spans, (before, after))
    return [start for start, _ in spans]


def _most_alike(text: str, spans: list[Span], wanted: tuple[str, str]) -> list[Span]:
    """Give of places with the same words next to them the one that is like the context beyond."""
    rated = sorted(((_alike(text, span, wanted), span) for span in spans), reverse=True)
    return [rated[0][1]] if rated[0][0] - rated[1][0] >= _CLEARLY else spans


def _alike(text: str, span: Span, wanted: tuple[str, str]) -> int:
    """Count the characters of the words that place and context have in common, in order."""
    shared = 0
    before, after = wanted
    around = text[max(0, span[0] - len(before)) : span[0]], text[span[1] : span[1] + len(after)]
    for one, other in zip(wanted, around, strict=True):
        words, others = one[-_WINDOW:].split(" "), other[-_WINDOW:].split(" ")
        for block in SequenceMatcher(None, words, others).get_matching_blocks():
            shared += sum(len(word) for word in words[block.a : block.a + block.size])
    return shared


def _left(text: str, span: Span, before: str, after: str) -> int:
    """Count the characters next to ``span`` that are still those of the context."""
    start, end = span
    return _common(before[::-1], text[max(0, start - len(before)) : start][::-1]) + _common(
        after, text[end : end + len(after)]
    )


def _common(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    lengths = range(1, min(len(one), len(other)) + 1)
    return bisect_left(lengths, 1, key=lambda length: one[:length] != other[:length])
