"""Find paragraphs that nothing but an indent parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.encode.doubt.counting import LEAST, Counted

# A long line that begins with an indent, right below the end of a sentence or its marker.
_INDENTED = re.compile(
    r"\n(?<=\S{3}[.!?:”)0-9]\n)[ ]{2,8}(?=[“„«]?[A-ZÄÖÜÉÈ])(?![^\n]*\t)[^\n]{60}"
)


def indented_paragraphs(text: str, end: int) -> Iterator[tuple[str, Counted]]:
    """Yield lines that were read as lines of one paragraph, and may each begin one.

    Where blank lines part as many paragraphs, those are items or parts of one.
    """
    lines = [(0, match.span()) for match in _INDENTED.finditer(text, 0, end)]
    if len(lines) >= max(LEAST, text.count("\n\n", 0, end)):
        yield "and others with an indent may begin paragraphs, and were read as lines of one", lines
