"""Find what may be notes though no number or sign leads to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.encode.context import Context
from pipeline.encode.doubt.counting import LEAST, Counted, run_from_one
from pipeline.model.document import Span

# A sentence in brackets behind words, longer than cries of an assembly; one in parentheses where
# the sentence around it goes on. The bracket comes first, since a search for it is quick.
_BRACKETED = re.compile(
    r"\[(?=[A-ZÄÖÜÉÈ])(?:(?<=[^\s\[\]]\[)|(?<=[^\s\[\]] \[))(?:[^\[\]\n]{20,600}?[.][”\"»]?"
    r"|[^\[\]\n]{2,600}?[ ]?[–—-]{1,2}[ ]?Eds?\.)\]"
)
_PARENTHETIC = re.compile(
    r" \((?<=[^\s().!?] \()(?=[A-ZÄÖÜÉÈ])[^()\n]{15,600}?[a-zß-ÿ0-9]{3}\.\)(?=[ ][a-zß-ÿ]|[,;.])"
)
# A sentence between signs in the midst of another one; its first sign comes first, as above.
_AMID = re.compile(
    r"(?P<sign>[\[/|])(?=[A-ZÄÖÜÉÈ])(?:(?<=[a-zß-ÿ0-9] .)|(?<=[a-zß-ÿ0-9].))"
    r"(?:(?<=\[)[^\[\]\n ]{1,40}[ ][^\[\]\n]{1,600}?[.]\]|(?<!\[)[^/|\n]{3,600}[.](?P=sign))"
    r"(?=[ ][a-zß-ÿ]|[,;])"
)
_CITED = re.compile(r"^>+[ ]?(?=\S)", re.MULTILINE)
_NOTA_BENE = re.compile(r"^[ \t]*N\.? ?B\.?:? (?=\S)", re.MULTILINE)
_NUMBER = re.compile(r"[0-9]{1,4}")
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
# Marks of emphasis, a bullet and a number may stand before the words that a line begins with.
_BEFORE_WORDS = re.compile(r"[ \t]*(?:[•*–-] )?(?:[0-9]{1,4}[.:]?[ ]+)?[(\[_*/“„\"‘«]*")
_WORDS_END = re.compile(
    r"[)\]_*/”\"’»]*(?:[ ]?[.:;=—–\])\t][ \t.=—–-]*|[, ]*-{1,2}[ ]|,?[ ])(?=(?P<next>\S))"
)
_OF_PLACE = re.compile(
    r"[ \t]*[(\[]?(?i:ll?|lines?|vv?|vers|par(?:agraph)?|¶|z|zeilen?|abs|ad|zu|re|col)\.? ?"
    r"[0-9]{1,4}(?:[,–-][0-9]{1,4})?[rv]?[ .:)\]—–-]+(?=\S)"
)
_LONGEST, _SHORTEST = 80, 5
_DOUBLED = re.compile(
    r"^[ \t]*(?P<sign>[^\W\d_ivIV])(?P=sign){0,4}(?P<after>[.):]?) (?=\S)", re.MULTILINE
)
_BESIDE = re.compile(
    r"(?<=\S)(?:[ ]{3,}|\t+)\[(?=[A-ZÄÖÜÉÈ])[^\[\]\n]{4,400}[.?!]\]$", re.MULTILINE
)
_MOST = 20  # of more lines it is enough to look at these


def unsigned_notes(context: Context) -> Iterator[tuple[str, Counted]]:
    """Yield what may be notes that nothing but their place or their words leads to."""
    text = context.text
    in_words = [(0, match.span()) for match in _IN_WORDS.finditer(text)]
    if in_words:
        yield "may be the marker of a note, and was read as text", in_words
    numbers = list(_marked_numbers(context))
    if numbers:
        yield "may be a page or the marker of a note, and was read as text", numbers
    cited = [(0, match.span()) for match in _CITED.finditer(text)]
    if cited:
        yield "begins lines of what is cited in mails and in Markdown, and was read as text", cited
    if context.found.notes is not None:
        return
    amid = [(0, match.span()) for match in _AMID.finditer(text)]
    if amid:
        yield "may be a note in the text, and was read as text", amid
    heads = [(0, match.span()) for match in _NOTA_BENE.finditer(text)]
    if len(heads) >= LEAST:
        yield "and lines like it may be notes, and were read as text", heads
    inside = [(0, match.span()) for match in _BRACKETED.finditer(text)]
    inside = inside or [(0, match.span()) for match in _PARENTHETIC.finditer(text)]
    if len(inside) >= LEAST:
        yield "and others like it may be notes in the text, and were read as text", inside
    beside = [(0, match.span()) for match in _BESIDE.finditer(text)]
    if len(beside) >= LEAST:
        yield "and others like it may be notes in the margin, and were read as text", beside
    doubled = [(len(m.group().strip(" .):")), m.span()) for m in _DOUBLED.finditer(text)]
    if tight := run_from_one(doubled, text):
        yield "and lines like it count as notes do, and were read as text", tight
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


def leads_into_text(text: str, line: int, above: int) -> bool:
    """Tell whether a line of its own begins with words of the text, or names a place in it.

    The words stand inside a line before ``above``. A sign ends them, or a capital behind words that
    have none.
    """
    if _OF_PLACE.match(text, line):
        return True
    opened = _BEFORE_WORDS.match(text, line)
    start = opened.end() if opened else line
    stop = text.find("\n", start)
    stop = min(stop if stop >= 0 else len(text), start + _LONGEST)
    return any(
        _are_words(text[start : end.start()])
        and (end.group().strip(" ,") or (end["next"].isupper() and text[start].islower()))
        and _stand_inside(text, text[start : end.start()], above)
        for end in _WORDS_END.finditer(text, start, stop)
    )


def _are_words(words: str) -> bool:
    """Tell whether there are two words, or a long one."""
    return words[:1].isalpha() and (" " in words or len(words) >= _SHORTEST)


def _stand_inside(text: str, words: str, above: int) -> bool:
    """Tell whether words stand inside a line; they begin with no capital there."""
    words = words[0].lower() + words[1:]
    return re.compile(rf"(?<=[\w,;:]\s){re.escape(words)}(?!\w)").search(text, 0, above) is not None


def _marked_numbers(context: Context) -> Iterator[tuple[int, Span]]:
    """Yield numbers between words that signs of emphasis, or of raised letters, stand around."""
    text = context.text
    taken = {start for start, _ in context.marks}
    for mark in context.source.marks:
        start, end = mark.span
        beside = text[start - 1 : start] == text[end : end + 1] == " "
        if beside and start not in taken and _NUMBER.fullmatch(text, start, end):
            yield 0, mark.span
