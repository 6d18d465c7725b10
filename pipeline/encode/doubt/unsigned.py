"""Find what may be notes though no number or sign leads to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.encode.context import Context
from pipeline.encode.doubt.counting import LEAST, Counted
from pipeline.model.document import Span

# A sentence in brackets behind words, longer than cries of an assembly; one in parentheses where
# the sentence around it goes on. The bracket comes first, since a search for it is quick.
_BRACKETED = re.compile(
    r"\[(?=[A-ZÄÖÜÉÈ])(?:(?<=[^\s\[\]]\[)|(?<=[^\s\[\]] \[))[^\[\]\n]{20,600}?[.][”\"»]?"
    r"(?:[ ]?[–—-]{1,2}[ ]?Eds?\.)?\]"
)
_PARENTHETIC = re.compile(
    r" \((?<=[^\s().!?] \()(?=[A-ZÄÖÜÉÈ])[^()\n]{15,600}?[a-zß-ÿ0-9]{3}\.\)(?=[ ][a-zß-ÿ]|[,;.])"
)
_IN_WORDS = re.compile(
    r"[\[({](?i:(?:see )?(?:foot|end)?note (?:number )?(?:one|two|three|four|five|six|seven|eight"
    r"|nine|ten)|(?:first|second|third|fourth|fifth|sixth) (?:foot|end)?note)[\])}]"
    r"|[\[(](?:[Ss]ee )?(?:[Nn]ote|NOTE|Anm\.|Anmerkung) [A-Z]\.?[\])]"
)
# The words that a note belongs to, behind the page and the line where they stand.
_LEMMA = re.compile(
    r"^[ \t]*(?:(?:[pl]\. ?)?[0-9]{1,4}(?:[.,:][0-9]{1,4})?[.:]?[ ]+)?"
    r"(?P<lemma>[^\[\]\s][^\[\]\n]{0,80})\][ ]+(?=\S)",
    re.MULTILINE,
)
_QUOTED = re.compile(
    r"^[ \t]*[“„\"‘«](?P<lemma>[^“”„\"«»\n]{2,80}?)[”\"’»][.:,]?[ ]+(?=[A-ZÄÖÜÉÈ])", re.MULTILINE
)
_MOST = 20  # of more lines it is enough to look at these


def unsigned_notes(context: Context) -> Iterator[tuple[str, Counted]]:
    """Yield what may be notes that nothing but their place or their words leads to."""
    text = context.text
    in_words = [(0, match.span()) for match in _IN_WORDS.finditer(text)]
    if in_words:
        yield "may be the marker of a note, and was read as text", in_words
    if context.found.notes is not None:
        return
    inside = [(0, match.span()) for match in _BRACKETED.finditer(text)]
    inside = inside or [(0, match.span()) for match in _PARENTHETIC.finditer(text)]
    if len(inside) >= LEAST:
        yield "and others like it may be notes in the text, and were read as text", inside
    lemmata, quoted = list(_lemmata(text, _LEMMA)), list(_lemmata(text, _QUOTED))
    if lemmata := lemmata or (quoted if len(quoted) > LEAST else []):
        yield "begins with words of the text, as a note to them does, and was read as text", lemmata


def _lemmata(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, Span]]:
    """Yield the begins of lines whose words up to a bracket stand in the text above them."""
    for match in islice(pattern.finditer(text), _MOST):
        first, _, last = match["lemma"].partition("…")
        parts = first.strip(), last.strip()
        if parts[0] and all(text.find(part, 0, match.start()) >= 0 for part in parts):
            yield 0, match.span()
