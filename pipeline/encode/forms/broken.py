"""Find words that are broken at line ends with a sign of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.encode.forms.settings import Forms
from pipeline.model.document import Span

# The end of the line comes first, since a search for it is quick.
_LINE_ENDS = re.compile(r"\n(?<=[¬=⸗⹀‐‑\t -]\n)")
_SOFT_HYPHEN = "\u00ad"
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class BrokenWord:
    """The sign of a word broken at a line end, with that end.

    ``doubt`` is the word with its hyphen where that may be one of the word itself, else nothing.
    """

    span: Span
    doubt: str


def broken_words(text: str, forms: Forms) -> Iterator[BrokenWord]:
    """Yield each sign of a broken word.

    A hyphen is left where the word stands elsewhere with it, and sure to be none of the word
    where that stands elsewhere without it.
    """
    if _SOFT_HYPHEN not in text and not _LINE_ENDS.search(text):
        return
    words: frozenset[str] | None = None
    for form in forms.broken:
        for match in form.pattern.finditer(text):
            doubt = ""
            if not form.is_sure:
                words = words or frozenset(_WORDS.findall(text))
                start, end = match.span()
                before = _BEFORE.search(text, max(0, start - _LONGEST), start)
                after = _AFTER.match(text, end)
                if not before or not after or f"{before.group()}-{after.group()}" in words:
                    continue
                if before.group() + after.group() not in words:
                    doubt = f"{before.group()}-{after.group()}"
            yield BrokenWord(match.span(), doubt)
