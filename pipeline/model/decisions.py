"""What a person has settled for good in a transcription, and where it applies.

A decision knows its place by the words around it, so that it is kept while the text is edited
elsewhere. What cannot be found any more is reported, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import takewhile

from pipeline.model.diagnostics import Diagnostic, Location
from pipeline.model.document import Span

NONE = "none"
"""The value of a decision that here is no marker, or no reference."""

_BLANKS = re.compile(r"[ \t\n]+")
# Words that changed nearby leave so much of the context, or half of it.
_ENOUGH = 12
# Of places that are as good, so many are compared further, by so many characters; one must have
# so many more in common with the context.
_COMPARED, _WINDOW, _CLEARLY = 20, 200, 3


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


def find(text: str, context: TextQuote) -> tuple[Span, ...]:
    """Find where ``context`` stands in ``text``; several places are equally good, none is none.

    Line breaks count as spaces. Where the words around the place were changed, the place wins
    that has most of them left, if that is enough to know it by.
    """
    exact = _pattern(context.before, context.text, context.after)
    found = tuple(match.span(1) for match in exact.finditer(text))
    return found or tuple(_nearest(text, context))


def context_of(text: str, span: Span, reach: int = 32) -> TextQuote:
    """Take the words of ``span`` with about ``reach`` characters on each side, in whole words."""
    start, end = span
    low, high = max(0, start - reach), min(len(text), end + reach)
    while low > 0 and text[low - 1] not in " \t\n" and start - low < 2 * reach:
        low -= 1
    while high < len(text) and text[high] not in " \t\n" and high - end < 2 * reach:
        high += 1
    return TextQuote(text[low:start], text[start:end], text[end:high])


def _pattern(before: str, text: str, after: str) -> re.Pattern[str]:
    pieces = (_loose(before), f"({_loose(text)})", _loose(after))
    return re.compile("".join(pieces))


def _loose(text: str) -> str:
    return r"[ \t\n]+".join(re.escape(word) for word in _BLANKS.split(text))


def _nearest(text: str, context: TextQuote) -> Iterator[Span]:
    wanted = _BLANKS.sub(" ", context.before), _BLANKS.sub(" ", context.after)
    whole = len(wanted[0]) + len(wanted[1])
    scored = [
        (_left(text, match.span(1), wanted), match.span(1))
        for match in _pattern("", context.text, "").finditer(text)
    ]
    best = max((score for score, _ in scored), default=0)
    if not best or best < min(_ENOUGH, (whole + 1) // 2):
        return
    spans = [span for score, span in scored if score == best]
    yield from spans if not 1 < len(spans) <= _COMPARED else _most_alike(text, spans, wanted)


def _most_alike(text: str, spans: Sequence[Span], wanted: tuple[str, str]) -> Sequence[Span]:
    """Give of places with the same words next to them the one that is like the context beyond."""
    rated = sorted(((_alike(text, span, wanted), span) for span in spans), reverse=True)
    return [rated[0][1]] if rated[0][0] - rated[1][0] >= _CLEARLY else spans


def _alike(text: str, span: Span, wanted: tuple[str, str]) -> int:
    """Count the characters of the words that place and context have in common, in order."""
    shared = 0
    around = _around(text, span, len(wanted[0]), len(wanted[1]))
    for one, other in zip(wanted, around, strict=True):
        words, others = one[-_WINDOW:].split(" "), other[-_WINDOW:].split(" ")
        for block in SequenceMatcher(None, words, others).get_matching_blocks():
            shared += sum(len(word) for word in words[block.a : block.a + block.size])
    return shared


def _around(text: str, span: Span, before: int, after: int) -> tuple[str, str]:
    here = _BLANKS.sub(" ", text[max(0, span[0] - before) : span[0]])
    return here, _BLANKS.sub(" ", text[span[1] : span[1] + after])


def _left(text: str, span: Span, wanted: tuple[str, str]) -> int:
    """Count the characters next to ``span`` that are still those of the context."""
    before, after = wanted
    here, there = _around(text, span, 2 * len(before), 2 * len(after))
    return _common(before[::-1], here[::-1]) + _common(after, there)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
