"""Find what may be where pages or lines begin, and was read as text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from pipeline.encode.context import Context
from pipeline.encode.doubt.counting import (
    LEAST,
    LETTER,
    PLAIN,
    Counted,
    alike,
    numbers,
    rises,
    steps,
)
from pipeline.model.document import PageBreak

_LIKE_PAGE = re.compile(
    r"[\[{<](?i:(?:pages?|pg|fol(?:io)?|leaf|sheet|blatt|seite)\b|(?:pp?|s|bl|f)\. ?(?=[0-9])"
    r"|(?:image|scan) ?(?=[0-9]))[^\[\]{}<>\n]{0,15}(?<=\w)[\]}>]"
)
# The first word of a page, set below the page before it as well.
_CATCHWORD = re.compile(r"\n(?P<word>\S+(?: \S+)?)\s*\[[^\]\n]{0,12}[0-9][rv]?\]\s*(?P=word)(?!\w)")
_PAGE = re.compile(
    r"\n[ \t]*(?P<before>[^\d\n]{0,60}?)(?P<label>[0-9]{1,5}[rv]?)(?![^\W_])"
    r"(?P<after>[^\d\n]{0,60}?|[ ]?(?:/|of|von)[ ]?[0-9]{1,4}\W{0,4})[ \t]*$",
    re.MULTILINE,
)
_NUMBERED = re.compile(
    r"\b(?:no|art|article|part|table|option|question|chapter|section|item|tab|annex|appendix"
    r"|attachment|(?:sub)?(?:in|en)closure|year|recommendation|ordinance)\b",
    re.IGNORECASE,
)
# Where a page begins, without its number.
_UNNUMBERED = re.compile(
    r"[\[{<](?i:(?:new |next |begin )?page(?: ?break| begins| ends)?|pb ?/?|recto|verso"
    r"|(?:turn )?over|(?:neue )?seite|seiten(?:wechsel|umbruch|ende)|nouvelle page"
    r"|end(?:e)?(?: of| der| von)? (?:page|seite))[\]}>]"
    r"|\|\|(?=[ \n])|^[^\w\n]*(?i:page ?break|new ?page|seiten(?:wechsel|umbruch))[^\w\n]*$",
    re.MULTILINE,
)
_PAGE_END = re.compile(
    r"[\[{<(](?i:(?:here )?(?:end(?:s|e)?|fin)(?: of| der| von| de(?: la)?)? ?"
    r"(?:p\.|pg\.?|page|s\.|seite) ?[0-9]{1,4}"
    r"|(?:page|p\.|s\.|seite) ?[0-9]{1,4} ends?(?: here)?)[\]}>)]"
)
# A number in signs: inside a word, in the midst of a sentence, or alone on its line. What stands
# before it is looked at after its first sign, since such signs are rare and quickly found.
_NUMBER_IN_SIGNS = r"[0-9]{1,4}[rv]?[\]}|/>]{1,2}"
_IN_WORD = re.compile(
    rf"[\[{{|/<](?:(?<=[^\W\d_].)|(?<=[^\W\d_]-.))[\[{{|/<]?{_NUMBER_IN_SIGNS}(?=[a-zß-ÿ])"
)
_IN_SENTENCE = re.compile(
    r"[{|/](?:(?<=[a-zß-ÿ] .)|(?<=[a-zß-ÿ][,;] .))"
    r"(?:(?<=\{)[0-9]{1,4}\}|(?<=\|)[0-9]{1,4}\||(?<=/)/[0-9]{1,4}//)(?= [a-zß-ÿ])"
)
_ON_LINE = re.compile(rf"\n[ \t]*[\[{{|/<]{{1,2}}{_NUMBER_IN_SIGNS}[ \t]*(?=\n)")
# The head of a page, with its number, left below the mark of a page.
_RUNNING_HEAD = re.compile(
    r"(?<=\])\s*(?:[0-9]{1,4}[ ]+(?=[A-Z])[^a-z\n\d\[]{5,60}|[A-Z][^a-z\n\d\[]{4,60}[ ]+[0-9]{1,4})"
    r"(?=\n)"
)
# A line of signs or with a number, above and below which a sentence goes on.
_TEARS = re.compile(
    r"(?<=[a-zß-ÿ,;])[ \t]*\n\s*(?=\S)(?:[^\w\n\t]{3,}|[^\w\n\t(]{0,6}"
    r"(?:(?i:pages?|p|s|seite|fol)\.?[ ])?[0-9]{1,4}(?:[ ]?(?:of|von|de|/)[ ]?[0-9]{1,4})?"
    r"[^\w\n\t]{0,6})\n\s*(?=[a-zß-ÿ])"
)
_OF_PAGES = (
    ((_PAGE_END,), "says where a page ends, and was read as text"),
    ((_UNNUMBERED,), "may be where a page begins, and says no number"),
    ((_LIKE_PAGE,), "looks like the mark of a page, and was read as text"),
    ((_CATCHWORD,), "stands below a page and above the next, as a catchword does"),
    ((_IN_WORD, _IN_SENTENCE, _ON_LINE), "may be the mark of a page, and was read as text"),
    ((_TEARS,), "tears a sentence, as a page does, and was read as text"),
    ((_RUNNING_HEAD,), "may be the head of a page, and was read as text"),
)
# The number of a page beside the line in which it begins.
_MARGINS = (
    re.compile(
        r"(?P<before>   (?<=\S   )[ ]*[\[(|]?)(?P<label>[0-9]{1,4}[rv]?)(?P<after>[\])|]?)$",
        re.MULTILINE,
    ),
    re.compile(
        r"^[ \t]*(?P<before>(?:(?:p|pg|S|f|fol)\.[ ]?)?)(?P<label>[0-9]{1,4}[rv]?)"
        r"(?P<after>[ ]?[|¦│]|[ ]{2})[ ]+(?=[^\s|¦│])(?![^\n]*[\t|¦│])",
        re.MULTILINE,
    ),
)
# The numbers of lines, of which every fifth has one.
_FIFTH = (
    re.compile(r"  (?<=\S  )[ ]*(?P<label>[0-9]{1,3})$", re.MULTILINE),
    re.compile(r"^\[?(?P<label>[0-9]{1,3})\]?[ ]+(?=\S)(?![^\n]*\t)", re.MULTILINE),
)
# Below that, sections are numbered.
_LINES_FROM = 5
_LINES_AS_PAGES = "and lines like it count as pages do, and were read as text"


def page_marks(text: str, taken: Collection[int], end: int) -> Iterator[tuple[str, Counted]]:
    """Yield what has the words or the place of a page mark, and is none of the places ``taken``."""
    for patterns, what in _OF_PAGES:
        marks = (one for pattern in patterns for one in pattern.finditer(text, 0, end))
        spans = sorted((one.end() - len(one.group().lstrip()), one.end()) for one in marks)
        left = [(0, span) for span in spans if span[0] not in taken]
        if left:
            yield what, left


def page_lines(context: Context, taken: Collection[int], end: int) -> Iterator[tuple[str, Counted]]:
    """Yield lines that count as pages do; with words in them, only where no page was read."""
    text = context.text
    has_pages = any(isinstance(leaf, PageBreak) for leaf in context.leaves)
    lines = [match for match in _PAGE.finditer(text, 0, end) if match.start("label") not in taken]
    for (before, after, kind), row in alike(lines).items():
        is_low = has_pages or (row[0][0] < _LINES_FROM and kind != "leaf")
        is_plain = before in PLAIN and after in PLAIN and is_low
        words = LETTER.search(before + after) is not None
        is_counted = words and (has_pages or _NUMBERED.search(before) is not None)
        if not (is_plain or is_counted) and rises(row):
            yield _LINES_AS_PAGES, row
    for pattern in _MARGINS:
        margin = (one for one in pattern.finditer(text, 0, end) if one.start("label") not in taken)
        for row in alike(margin).values():
            if row[0][0] >= _LINES_FROM and rises(row):
                yield _LINES_AS_PAGES, row
    for pattern in _FIFTH:
        row = [(int(match["label"]), match.span("label")) for match in pattern.finditer(text)]
        if numbers(row)[:LEAST] == [5, 10] and set(steps(row)) == {5}:
            yield "and others like it count lines, and were read as text", row
