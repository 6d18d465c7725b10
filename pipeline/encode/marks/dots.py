"""Letters with a dot below them, as transcribers set it where letters can hardly be read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.model.document import Span

_DOT_BELOW = "\u0323"


def dotted(text: str) -> Iterator[Span]:
    """Find runs of letters with a dot below them."""
    start = None
    for at, sign in enumerate((*text, " ")):
        is_dotted = sign > "\x7f" and _DOT_BELOW in unicodedata.normalize("NFD", sign)
        if is_dotted and start is None:
            start = at
        elif not is_dotted and start is not None:
            yield start, at
            start = None


def without_dots(letters: str) -> str:
    """Take the dots from below letters."""
    return unicodedata.normalize(
        "NFC", unicodedata.normalize("NFD", letters).replace(_DOT_BELOW, "")
    )
