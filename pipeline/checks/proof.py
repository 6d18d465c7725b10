"""What a rule on words and marks looks at: the text of a document as a reader meets it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import attrgetter, itemgetter

from pipeline.checks.plain_text import ASIDE, END, MARKER, PAGE, PlainText, Stretch, is_struck_out
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Mending
from pipeline.model.document import Span
from pipeline.model.source import Source

_HIDDEN = str.maketrans("", "", MARKER + PAGE + ASIDE + END[0])
_PAGE_DIGITS = 5
_MOST_PLACES = 20
_START = attrgetter("start")
_BETWEEN = ("\n", "—", "–", "-", "/", MARKER, PAGE, ASIDE, END[0])
TOKEN = re.compile(f"[^ {''.join(map(re.escape, _BETWEEN))}]+")
_AROUND = " .,;:!?()[]{}<>“”‘’\"'…*"
_UNSEEN = f" \n{MARKER}{PAGE}{ASIDE}"
_RARE = re.compile("[^\x00-\x7e–—’“”•]")
_PAIR = re.compile(r"[ “(\[—-][ ,;:?!.”)\]—-]")
_MARK = re.compile(r"[\"“”()\[\]]")
_MINGLED = re.compile(r"[A-Za-z],?[0-9]|[0-9],?[A-Za-z]", re.ASCII)


@dataclass(frozen=True)
class Proof:
    """A document's text in one string, with the way back to the transcription.

    In ``prose`` a note marker is :data:`MARKER`, a page break :data:`PAGE` and a kept line end
    LF; :data:`ASIDE` stands for words that are struck out or missing, and around remarks. Between
    two passages stand a control character and two LF, so that no word goes from one passage to the
    next. ``passages`` are those that hold anything, with their places in ``prose``.
    """

    source: Source
    prose: str
    passages: tuple[Stretch, ...]
    years: tuple[int, ...]
    pages: frozenset[int]
    _starts: tuple[int, ...]
    _origins: tuple[Span, ...]

    @classmethod
    def of(cls, source: Source, plain: PlainText) -> Proof:
        """Show ``plain``, which was read from ``source``, with its signs."""
        pieces = [shown for shown, _ in plain.leaves]
        starts = tuple(accumulate(map(len, pieces), initial=0))
        ends = [starts[place] for place, piece in enumerate(pieces) if piece == END]
        begins = [0, *(end + len(END) for end in ends)]
        passages = (
            one._replace(start=start, end=end)
            for one, start, end in zip(plain.filled, begins, ends, strict=False)
        )
        return cls(
            source, "".join(pieces), tuple(passages), tuple(_years(plain)),
            frozenset(_pages(plain)), starts[:-1], tuple(origin for _, origin in plain.leaves),
        )  # fmt: skip

    @cached_property
    def characters(self) -> frozenset[str]:
        """Every character of the transcription beyond ASCII and its common marks, once."""
        return frozenset(_RARE.findall(self.source.text))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of a space or mark and the mark after it that a page seldom has, each once."""
        return frozenset(_PAIR.findall(self.prose))

    @cached_property
    def marks(self) -> list[tuple[str, int]]:
        """Every quotation mark, bracket and parenthesis with its place in the prose."""
        return [(match.group(), match.start()) for match in _MARK.finditer(self.prose)]

    @cached_property
    def tokens(self) -> list[str]:
        """The prose cut at spaces, line ends and dashes; punctuation clings to its word."""
        text = self.prose
        for mark in _BETWEEN:
            text = text.replace(mark, " ")
        return text.split(" ")

    @cached_property
    def plain(self) -> AbstractSet[str]:
        """Words of small letters, without the punctuation around them."""
        return self._words[0]

    @cached_property
    def capitalized(self) -> AbstractSet[str]:
        """Words with a capital first and small letters after it."""
        return self._words[1]

    @cached_property
    def unusual(self) -> tuple[str, ...]:
        """All other words and figures."""
        return tuple(sorted(self._words[2]))

    @cached_property
    def mingled(self) -> tuple[str, ...]:
        """Words with letters and figures side by side."""
        return tuple(word for word in self.unusual if _MINGLED.search(word))

    def words(self, wanted: AbstractSet[str]) -> list[str]:
        """Give those of ``wanted`` that stand in the text."""
        return sorted(word for words in self._words for word in wanted & words)

    @cached_property
    def _words(self) -> tuple[set[str], set[str], set[str]]:
        # Filters that run in C: this is most of what these rules cost.
        tokens = set(self.tokens)
        bare = set(filter(str.isalpha, tokens))
        stripped = {token.strip(_AROUND) for token in tokens - bare}
        letters = bare.union(filter(str.isalpha, stripped))
        plain = set(filter(str.islower, letters))
        capitalized = set(filter(str.istitle, letters - plain))
        return plain, capitalized, (letters | stripped) - plain - capitalized

    def span(self, start: int, end: int) -> Span:
        """Lead a stretch of the prose back to the transcription."""
        origin = self.origin(start)
        return origin, max(self.origin(max(end - 1, start)) + 1, origin)

    def marks_of(self, kinds: str) -> list[tuple[str, int]]:
        """Give those of :attr:`marks` that are of one of ``kinds``."""
        return [(mark, place) for mark, place in self.marks if mark in kinds]

    def has_pair(self, *pairs: str) -> bool:
        """Tell whether one of ``pairs`` may stand in the prose."""
        return not self.pairs.isdisjoint(pairs)

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
        """Yield the matches of ``pattern`` in the prose with their places in the transcription."""
        for match in pattern.finditer(self.prose):
            yield match, self.span(*match.span())

    def find_raw(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Span]]:
        """Yield the matches of ``pattern`` in the text of the transcription, with their places."""
        for match in pattern.finditer(self.source.text):
            yield match, match.span()

    def spans(self, character: str) -> Iterator[Span]:
        """Yield the places of a character in the transcription."""
        for match in re.finditer(re.escape(character), self.source.text):
            yield match.span()

    def passage(self, place: int) -> Stretch:
        """Give the passage that a place of the prose is in."""
        return self.passages[bisect_right(self.passages, place, key=_START) - 1]

    def first(self, passage: Stretch) -> int:
        """Give the place of the first character of a passage that a reader sees."""
        place = passage.start
        while self.prose[place] in _UNSEEN:
            place += 1
        return place

    def places(self, word: str) -> Iterator[Span]:
        """Yield the places of one of the words."""
        for start in self._index.get(word, ()):
            yield self.span(start, start + len(word))

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Where each word begins; few documents need it."""
        found: dict[str, list[int]] = {}
        start = 0
        for token in self.tokens:
            word = token.strip(_AROUND)
            found.setdefault(word, []).append(start + token.find(word))
            start += len(token) + 1
        return found

    def text(self, passage: Stretch) -> str:
        """Give the text of a passage without markers and page breaks."""
        return shown(self.prose[passage.start : passage.end])

    def origin(self, place: int) -> int:
        """Lead a place of the prose back to the transcription."""
        leaf = bisect_right(self._starts, place) - 1
        start, end = self._origins[leaf]
        return min(start + place - self._starts[leaf], max(end - 1, start))


def _years(plain: PlainText) -> Iterator[int]:
    """Give the years of the dates that are not struck out."""
    struck = sorted((one.start, one.end) for one in plain.annotated if is_struck_out(one.node))
    ends = list(accumulate((end for _, end in struck), max))  # of what begins no later
    for one in plain.annotated:
        value = isinstance(one.node, model.Date) and (one.node.when or one.node.from_)
        if value and value[:4].isdecimal():
            place = bisect_right(struck, one.start, key=itemgetter(0))
            if not place or ends[place - 1] < one.end:
                yield int(value[:4])


def _pages(plain: PlainText) -> Iterator[int]:
    """Give the numbers of the pages that begin and end in the text."""
    for mark in plain.marks:
        if isinstance(mark.node, model.PageBreak):
            number = mark.node.number
            if number.isdecimal() and len(number) <= _PAGE_DIGITS:
                yield from (int(number) - 1, int(number))


def once(spans: Sequence[Span], message: str, fix: Mending | None = None) -> Iterator[Finding]:
    """Yield one finding for all ``spans``; ``message`` is followed by their number."""
    if spans:
        times = "" if len(spans) == 1 else f" ({len(spans):,} places)"
        related = tuple(("also here", span) for span in spans[1:_MOST_PLACES])
        yield Finding(spans[0], f"{message}{times}", related=related, fix=fix)


def shown(text: str) -> str:
    """Give a stretch of the prose as a message can quote it."""
    return text.translate(_HIDDEN)
