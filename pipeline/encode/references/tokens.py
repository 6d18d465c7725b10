"""Reads the words of a text one at a time, from any place, for the grammar of references."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from pipeline.encode.references.settings import ReferenceSettings

_TOKEN = re.compile(
    r"[ \t\n\u00a0]*+(?:(?P<number>[0-9]+)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<sign>[^\s]))"
)
_DASHES = frozenset("-‐‑‒–—")


class TokenKind(Enum):
    """The kinds of token."""

    NUMBER = auto()
    WORD = auto()
    DASH = auto()
    SIGN = auto()


class Token(NamedTuple):
    """A number, a word or a sign, and where it stands."""

    kind: TokenKind
    text: str
    start: int
    end: int


def token_at(text: str, place: int) -> Token | None:
    """Read the token at or after ``place``, or None at the end of the text."""
    match = _TOKEN.match(text, place)
    if match is None:
        return None
    group = str(match.lastgroup)
    found = match.group(group)
    start, end = match.span(group)
    if group == "number":
        return Token(TokenKind.NUMBER, found, start, end)
    if group == "word":
        return Token(TokenKind.WORD, found, start, end)
    return Token(TokenKind.DASH if found in _DASHES else TokenKind.SIGN, found, start, end)


class TokenReader:
    """What the parts of the grammar share: a text, the words of a series, and a way to skip."""

    def __init__(self, text: str, settings: ReferenceSettings) -> None:
        self.text = text
        self.settings = settings
        self.words = settings.words

    def over(self, place: int, signs: str | tuple[str, ...], most: int = 3) -> int:
        """Go over at most ``most`` of ``signs``."""
        for _ in range(most):
            token = self.token(place)
            if token is None or token.text not in signs:
                break
            place = token.end
        return place

    def token(self, place: int) -> Token | None:
        """Read the token at or after ``place``."""
        return token_at(self.text, place)
