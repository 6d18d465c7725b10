"""The words, figures and signs of a dateline, and what helps to read on from one of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.model.document import Span
from pipeline.model.numerals import sum_of_roman

_TOKEN = re.compile(
    r"(?P<figures>[0-9]{0,4}\[[0-9]{1,3}\??\][0-9]{1,4}|[0-9]{1,4}\[[0-9]{1,3}\??\])"
    r"|(?P<correction>(?<=[12][0-9]{3}) \[[12][0-9]{3}\??\]|(?<=[0-9]) \[(?:[0-9]{1,2}\?|sic)\])"
    r"|(?P<clock>[0-9]{1,2}(?::[0-9]{2}(?![0-9])|\.[0-9]{2}(?![0-9.])))"
    r"|(?P<numeral>(?:[789]|10)b(?:er|re|ris)\b)"
    r"|(?P<number>[0-9]+)"
    r"|(?P<meridian>[AaPp]\. ?[Mm]\b\.?|[AaPp][Mm]\b)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)"
    r"|(?P<doubt>\?)"
    r"|(?P<mark>[^ \t\n\[\]()*])"
)
_LAST_DAY, _YEARS = 31, range(1000, 2200)
# Without ASCII, letters of Turkish would be small and capital forms of I.
_ROMAN = re.compile(
    "(?=.)(M{0,3})(CM|CD|D?C{0,4})(XC|XL|L?X{0,4})(IX|IV|V?I{0,4}J?)", re.IGNORECASE | re.ASCII
)
# Fewer than ten are ever needed; a text of nothing else would take the square of its length.
_MOST_IN_A_ROW = 50
STOPS = frozenset(",.;:")
DASHES = frozenset("-‐‑‒–—―/")


@dataclass(frozen=True, slots=True)
class DateToken:
    """A word, a figure or a sign; ``key`` is its text in small letters.

    ``doubted`` is one that a question mark follows, or whose figures are partly an editor's guess.
    """

    kind: str
    text: str
    key: str
    span: Span
    doubted: bool


def tokens_of(text: str) -> list[DateToken]:
    """Part a text into tokens; brackets, which the editors add, are left out."""
    found: list[DateToken] = []
    for match in _TOKEN.finditer(text):
        kind, words = str(match.lastgroup), match.group()
        doubted = kind == "figures" and "?" in words
        if kind in {"doubt", "correction"}:
            if found:
                found[-1] = _doubtful(found[-1])
            continue
        if kind == "figures":
            kind, words, sure = "number", *_figures(words)
            doubted |= not sure
        elif kind == "numeral":
            kind = "word"
        found.append(DateToken(kind, words, words.lower(), match.span(), doubted))
    return found


def _doubtful(token: DateToken) -> DateToken:
    return DateToken(token.kind, token.text, token.key, token.span, doubted=True)


def _figures(words: str) -> tuple[str, bool]:
    """Give the number of ``2[8]`` or ``19[02]``, and whether it can be no other.

    What is no day or year as a whole, as ``3[5?]``, is a figure with another reading beside it.
    """
    whole = re.sub(r"[\[\]?]", "", words)
    if int(whole) <= _LAST_DAY or int(whole) in _YEARS:
        return whole, True
    return words.partition("[")[0] or whole, False


def roman_number(text: str) -> int | None:
    """Give the value of a Roman numeral as dates have them: ``XIV``, ``MDCCXLII``, ``viiij``."""
    return sum_of_roman(text) if _ROMAN.fullmatch(text) else None


class DateTokenReader:
    """Tokens, and what is read from each place among them.

    Methods that read take an index and give a value with the index after it, or None.
    """

    def __init__(self, tokens: list[DateToken]) -> None:
        self.tokens = tokens

    def at(self, index: int) -> DateToken | None:
        """Give the token at ``index``, or None behind the last."""
        return self.tokens[index] if index < len(self.tokens) else None

    def key(self, index: int) -> str:
        """Give the token at ``index`` in small letters; empty behind the last."""
        return self.tokens[index].key if index < len(self.tokens) else ""

    def number(self, index: int, allowed: Collection[int]) -> tuple[int, int] | None:
        """Read a number in figures that is one of ``allowed``."""
        token = self.at(index)
        if token is None or token.kind != "number" or len(token.text) > len("2199"):
            return None
        value = int(token.text)
        return (value, index + 1) if value in allowed else None

    def roman(self, index: int, allowed: Collection[int]) -> tuple[int, int] | None:
        """Read a number in Roman letters that is one of ``allowed``."""
        token = self.at(index)
        value = roman_number(token.text) if token is not None and token.kind == "word" else None
        return (value, index + 1) if value in allowed and value is not None else None

    def over(self, index: int, words: Collection[str]) -> int:
        """Go on over tokens that are among ``words``, as many as a date can have in a row."""
        end = min(index + _MOST_IN_A_ROW, len(self.tokens))
        while index < end and self.tokens[index].key in words:
            index += 1
        return index

    def phrase(self, index: int, phrases: Collection[tuple[str, ...]]) -> int | None:
        """Give the index after the longest phrase that stands here, and the stops after it."""
        found = None
        longest = max(map(len, phrases), default=0)
        read: tuple[str, ...] = ()
        while (
            len(read) < longest and (token := self.at(index)) is not None and token.kind == "word"
        ):
            read += (token.key,)
            index = self.over(index + 1, {"."})
            if read in phrases:
                found = index
        return found

    def span(self, start: int, end: int) -> Span:
        """Give the stretch of the text from one token to before another."""
        return self.tokens[start].span[0], self.tokens[end - 1].span[1]

    def is_doubted(self, start: int, end: int) -> bool:
        """Tell whether one of these tokens is in doubt."""
        return any(token.doubted for token in self.tokens[start:end])
