"""Marks that stand at each letter: a dot below what can hardly be read, blanks in ``s e h r``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.model.document import Span

_DOT_BELOW = "\u0323"
# Letters one by one, and words of them with more blanks between; two letters may be initials.
_LETTER = r"[^\W\d_][,;:!?]?"
_SPACED = re.compile(
    rf"(?<![^\s(\[„“«»\"'])[^\W\d_](?: {_LETTER}){{2,}}(?: {{2,4}}{_LETTER}(?: {_LETTER})+)*"
    r"(?![^\s.,;:!?)\]“”«»\"'—–-])"
)
_BLANKS = re.compile(" +")


def _dotted(text: str) -> Iterator[Span]:
    start = None
    for at, sign in enumerate((*text, " ")):
        is_dotted = sign > "\x7f" and _DOT_BELOW in unicodedata.normalize("NFD", sign)
        if is_dotted and start is None:
            start = at
        elif not is_dotted and start is not None:
            yield start, at
            start = None


def _without_dots(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for at in range(start, end):
        letters = unicodedata.normalize("NFD", text[at]).replace(_DOT_BELOW, "")
        yield at, at + 1, unicodedata.normalize("NFC", letters)


def _spaced(text: str) -> Iterator[Span]:
    return (match.span() for match in _SPACED.finditer(text))


def _without_blanks(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for blanks in _BLANKS.finditer(text, start, end):
        yield *blanks.span(), "" if len(blanks.group()) == 1 else " "


@dataclass(frozen=True, slots=True)
class LetterMark:
    """How a mark of this kind is found, and what is written in place of its letters."""

    find: Callable[[str], Iterator[Span]]
    rewrite: Callable[[str, int, int], Iterator[tuple[int, int, str]]]


# What a row of a table has as its ``write``.
LETTER_MARKS: Mapping[str, LetterMark] = {
    "dotted": LetterMark(_dotted, _without_dots),
    "s p a c e d": LetterMark(_spaced, _without_blanks),
}
