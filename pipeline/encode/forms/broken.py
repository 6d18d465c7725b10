"""Find words that are broken at line ends with a sign of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.encode.forms.settings import Forms
from pipeline.model.document import Span

_LINE_ENDS = re.compile(r"[¬=-][ \t]*\n")
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AFTER = re.compile(r"[^\W\d_]+")
_LONGEST = 40


def broken_words(text: str, forms: Forms) -> Iterator[Span]:
    """Yield each sign with its line end, where without it one word remains.

    A hyphen may be one of the word itself: it goes only where the whole word stands elsewhere.
    """
    if not _LINE_ENDS.search(text):
        return
    words: frozenset[str] | None = None
    for form in forms.broken:
        for match in form.pattern.finditer(text):
            if not form.is_sure:
                words = words or frozenset(_AFTER.findall(text))
                start, end = match.span()
                before = _BEFORE.search(text, max(0, start - _LONGEST), start)
                after = _AFTER.match(text, end)
                if not before or not after or before.group() + after.group() not in words:
                    continue
            yield match.span()
