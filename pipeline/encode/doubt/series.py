"""The rule on numbers that count like those of notes or pages, and were read as neither.

People write markers, notes and pages in more ways than the table of forms knows. What all of them
have in common is that they count, and have the same signs around each number.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from pipeline.encode.blocks.lines import CELL_END
from pipeline.encode.context import Context
from pipeline.encode.doubt.left_signs import left_signs
from pipeline.encode.forms.settings import RAISED
from pipeline.model.diagnostics import Finding, Rule, Severity
from pipeline.model.document import PageBreak, Span
from pipeline.model.numerals import roman_value

_LABEL = (
    r"(?P<label>[0-9０-９]{1,4}[a-z]?|[⁰¹²³⁴-⁹]{1,3}|[①-⑳]|[ivxlIVXL]{1,6}|[a-zA-Z]"
    r"|[*†‡§║ǁ¶‖#+]{1,6}|[①-⓿❶-➓α-ωᵃ-ᶻ])"
)
# Points, parentheses, bullets and signs of sums stand beside numbers in any text.
_SIGN = r"[\[\]{}<>/\\|^_*#°~`«»‹›〔〕［］（）⁽⁾=↑↓→@¦│§¶†‡⟦⟧⟨⟩〈〉!%+&]"
_WORD = (
    r"(?i:(?:foot|end)?note|ft?n|n|anm|ref|anchor|fol|f|pages?|pg|p|s|seite|bl|blatt|image|scan"
    r"|sheet|col|page:[^\s\]}]{1,40}/)"
)
# A run of signs is tried from its begin alone, or a line of thousands would take its square.
_IN_SIGNS = re.compile(
    rf"(?<!{_SIGN})(?P<before>{_SIGN}+(?:{_WORD}[.:|=\"# _°-]{{0,4}})?"
    rf"|(?<=\s)\| (?!\w+ \|)){_LABEL}(?!\w)(?P<after>[.:]?{_SIGN}*)"  # no cell of a row
)
# Any words may stand beside a number in brackets; enclosures are numbered in many texts.
_BRACKETED = re.compile(
    r"[\[{<⟨〈«]{1,2}(?P<before>(?!\W{0,3}(?i:sub|enc|inc|annex|app|att|tab|art|exh))"
    r"[^\[\](){}<>\n\d]{0,30}?)(?P<label>[0-9]{1,4}[rv]?)(?!\w)"
    r"(?P<after>[^\[\](){}<>\n\d]{0,16})[\]}>⟩〉»]"
)
_IN_PARENTHESES = re.compile(
    rf"(?P<before>\((?:{_WORD}[. ]{{0,2}})?[*^]?){_LABEL}(?P<after>[°º.]?\))"
)
_OPENED = re.compile(
    r"(?<=\S)[ ]?(?P<before>[\[({])(?P<label>[0-9]{1,3}|[⁰¹²³⁴-⁹]{1,3})(?P<after>[:.]?)[ ]"
    r"(?=[^\W\d_a-zß-ÿ]|[“„\"«])"
)
_REMARK = re.compile(r"(?<=\S) ?\((?:Foot)?[Nn]ote: [^()\n]+\)")
_LINE = re.compile(
    rf"\n[ \t]*(?P<before>[^\w\n•]{{0,4}}(?:{_WORD}[. ]{{0,2}})?){_LABEL}(?!\w)"
    r"(?P<after>[^\w\n]{1,4})(?=[\w“\"(\[«])"
)
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
    r"|(?:neue )?seite|seiten(?:wechsel|umbruch|ende)|nouvelle page"
    r"|end(?:e)?(?: of| der| von)? (?:p\.|page|s\.|seite)(?: [0-9]{1,4})?)[\]}>]"
    r"|\|\|(?=[ \n])|^(?:page ?break|new ?page)$",
    re.MULTILINE,
)
# The numbers of lines, of which every fifth has one.
_FIFTH = (
    re.compile(r"(?<=\S)[ ]{2,}(?P<label>[0-9]{1,3})$", re.MULTILINE),
    re.compile(r"^\[?(?P<label>[0-9]{1,3})\]?[ ]+(?=\S)(?![^\n]*\t)", re.MULTILINE),
)
_PLAIN = frozenset(("", ".", ")", "(", "[", "•", "-", "—", "–", "$", "§", "°", "°."))
_LEAST = 2
_WITHOUT_END = 3
# Below that, sections are numbered.
_PAGES_FROM = 3
_LINES_FROM = 5
_AS_PAGES = "and others like it count as pages do, and were read as text"
_AS_NOTES = "and others like it count as notes in the text do, and were read as text"
_LINES_AS_PAGES = "and lines like it count as pages do, and were read as text"
_BEFORE_PAGES = frozenset(("//", "|", "→", "↓", "@"))
_LETTER = re.compile(r"[^\W\d_]")
_Counted: TypeAlias = list[tuple[int, Span]]


def _check_series(context: Context) -> Iterator[Finding]:
    said: set[Span] = set()
    for what, row in (*_series(context), *left_signs(context)):
        spans = [span for _, span in row]
        if said.isdisjoint(spans):
            said.update(spans)
            start, end = spans[0]
            shown = " ".join(context.text[start:end].split())
            yield Finding(
                spans[0],
                f"“{shown}” {what}",
                "write it as docs/transcribing.md shows; if it is text, let the finding stand",
                tuple(("another one", span) for span in spans[1:4]),
            )


NUMBERS_UNREAD = Rule(
    "F004", "numbers-unread", Severity.WARNING,
    summary="Numbers with the same signs count on, and were read as no markers, notes or pages.",
    why="""Markers, notes and pages are written in more ways than are recognized. What is not is
    printed as it stands, with its numbers in the midst of the text. The same holds for signs beside
    a number that was read.""",
    example="`the light«1» and the quarry«2»`.",
    remedy="""To mend it, write the numbers in the usual form, which `docs/transcribing.md` shows.
    Where they belong to the text, let the finding stand with `[[allow]]`.""",
    check=_check_series,
)  # fmt: skip


def _series(context: Context) -> Iterator[tuple[str, _Counted]]:
    """Yield numbers that count, each row with what they look like."""
    text = context.text
    end = context.found.notes.start if context.found.notes else len(text)
    taken = {place for span in context.marks for place in range(*span)}
    inside = [
        match for match in _IN_SIGNS.finditer(text, 0, end)
        if _is_free(match, taken) and not _is_fraction(match)
    ]  # fmt: skip
    for (before, after, kind), row in _alike(inside).items():
        is_closed = bool(after.strip(".:"))
        least = _LEAST if is_closed or before in _BEFORE_PAGES else _WITHOUT_END
        if len(set(_numbers(row))) < least or (before == "[" and after in {"", "]"}):
            continue
        if _counts(row):
            yield "and others like it count as markers do, and were read as text", row
        elif (is_closed or before in {"/", *_BEFORE_PAGES}) and kind != "letter" and _rises(row):
            yield _AS_PAGES, row
    beside = [match for match in _IN_PARENTHESES.finditer(text, 0, end) if _is_free(match, taken)]
    for (*_, kind), row in _alike(beside).items():
        if kind == "number" and row[0][0] >= _PAGES_FROM and _rises(row):
            yield _AS_PAGES, row
    if context.found.notes is None:
        opened = _alike(_OPENED.finditer(text)).values()
        yield from ((_AS_NOTES, row) for row in opened if _counts(row))
        remarks = [(0, match.span()) for match in _REMARK.finditer(text)]
        if len(remarks) >= _LEAST:
            yield "and others like it may be notes in the text, and were read as text", remarks
    in_words = [match for match in _BRACKETED.finditer(text, 0, end) if _is_free(match, taken)]
    for (before, after, _), row in _alike(in_words).items():
        if (before or after) and (_counts(row) or _rises(row)):
            yield "and others like it count, and were read as text", row
    # Where a list is whole, no other lines are its notes.
    stop = 0 if _are_all_called(context) else end
    lines = [
        match for match in _LINE.finditer(text, 0, stop)
        if _is_free(match, taken) and not _is_row(match)
    ]  # fmt: skip
    for (before, after, _), row in _alike(lines).items():
        # What a word makes known as a note may have blank lines around it.
        tight = _run_from_one(row) if _LETTER.search(before) else _run_from_one(row, text)
        if tight and not (before or after not in _PLAIN):
            tight = tight if context.found.notes is None and _is_apart(context, tight) else []
        if tight or _are_called(text, row, end):
            yield "and lines like it count as notes do, and were read as text", tight or row
    yield from _page_lines(context, taken, end)


def _page_lines(context: Context, taken: set[int], end: int) -> Iterator[tuple[str, _Counted]]:
    """Yield lines that count as pages do; with words in them, only where no page was read."""
    text = context.text
    has_pages = any(isinstance(leaf, PageBreak) for leaf in context.leaves)
    lines = [match for match in _PAGE.finditer(text, 0, end) if _is_free(match, taken)]
    for (before, after, _), row in _alike(lines).items():
        is_low = has_pages or row[0][0] < _LINES_FROM
        is_plain = before in _PLAIN and after in _PLAIN and is_low
        words = _LETTER.search(before + after) is not None
        is_counted = words and (has_pages or _NUMBERED.search(before) is not None)
        if not (is_plain or is_counted) and _rises(row):
            yield _LINES_AS_PAGES, row
    for pattern in _FIFTH:
        row = [(int(match["label"]), match.span("label")) for match in pattern.finditer(text)]
        if _numbers(row)[:_LEAST] == [5, 10] and set(_steps(row)) == {5}:
            yield "and others like it count lines, and were read as text", row
    found = [(0, match.span()) for match in _UNNUMBERED.finditer(text, 0, end)]
    if found:
        yield "may be where a page begins, and says no number", found


def _is_free(match: re.Match[str], taken: set[int]) -> bool:
    return match.start("label") not in taken


def _is_fraction(match: re.Match[str]) -> bool:
    """Tell whether a number stands behind another and a stroke, as in ``159/1`` and ``3/4``."""
    start = match.start("before")
    return match["before"] == "/" and match.string[max(start - 1, 0) : start].isdecimal()


def _is_row(match: re.Match[str]) -> bool:
    """Tell whether a line is a row of a table."""
    end = match.string.find("\n", match.end())
    return CELL_END in match.string[match.start() : end if end >= 0 else None]


def _are_all_called(context: Context) -> bool:
    """Tell whether there are notes and each has its place in the text."""
    listed = range(len(context.found.listed))
    return bool(listed) and {marker.note for marker in context.found.markers}.issuperset(listed)


def _is_apart(context: Context, row: _Counted) -> bool:
    """Tell whether lines close the text or a page."""
    stop = context.text.find("\n\n", row[-1][1][1])
    if stop < 0:
        return True
    below = stop + len(context.text[stop:]) - len(context.text[stop:].lstrip())
    return below == len(context.text) or any(start == below for start, _ in context.marks)


def _alike(found: Iterable[re.Match[str]]) -> dict[tuple[str, str, str], _Counted]:
    """Give the numbers by the signs around them and what they are written with."""
    rows: dict[tuple[str, str, str], _Counted] = defaultdict(list)
    for match in found:
        for kind, value in _values(match["label"]):
            key = match["before"].strip().lower(), match["after"].strip(), kind
            rows[key].append((value, (match.start("before"), match.end())))
    return rows


def _values(label: str) -> Iterator[tuple[str, int]]:
    """Yield what a label may count as: a letter may be a Roman numeral as well."""
    figures = re.match(r"[0-9]+", label.translate(RAISED))
    if figures:
        number = int(figures.group())
        yield "number", 2 * number + (label[-1] == "v") if label[-1] in "rv" else number
        return
    if not label[0].isalpha():
        yield "symbol", int(unicodedata.numeric(label[0], len(label)))
        return
    if len(label) == 1:
        plain = unicodedata.normalize("NFKC", label).lower()
        yield "letter", ord(plain) - ord("a" if plain.isascii() else "α") + 1
    number = roman_value(label) or 0
    if number:
        yield "roman", number


def _numbers(row: _Counted) -> list[int]:
    return [value for value, _ in row]


def _steps(row: _Counted) -> list[int]:
    return [after - before for before, after in pairwise(_numbers(row))]


def _counts(row: _Counted) -> bool:
    """Tell whether numbers count from 1, and may begin anew or come twice."""
    values = _numbers(row)
    is_row = all(after - before in {0, 1} or after == 1 for before, after in pairwise(values))
    return is_row and values[0] == 1 and len(set(values)) >= _LEAST


def _rises(row: _Counted) -> bool:
    return set(_steps(row)) in ({1}, {2})  # the latter are pages of leaves


def _run_from_one(row: _Counted, text: str | None = None) -> _Counted:
    """Give lines that count from 1; those of a ``text`` have no blank line between them."""
    together: _Counted = []
    for value, (start, end) in row:
        if together:
            last, (_, before) = together[-1]
            if value != last + 1 or (text is not None and "\n\n" in text[before:start]):
                if len(together) >= _LEAST:
                    break
                together = []
        if together or value == 1:
            together.append((value, (start, end)))
    return together if len(together) >= _LEAST else []


def _are_called(text: str, row: _Counted, end: int) -> bool:
    """Tell whether each line ``(1) See`` has a ``(1)`` above it, and no other number is called."""
    start, stop = row[0][1]
    if text[start:stop].strip()[:1] != "(" or not _counts(row):
        return False
    lines = {span[1] for _, span in row}
    labels = [text[slice(*span)].strip(" ()") for _, span in row]
    calls = [
        match
        for match in _IN_PARENTHESES.finditer(text, 0, end)
        if match["label"].isdecimal() is labels[0].isdecimal()
        and text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    ]
    called = [match["label"] for match in calls]
    pairs = [(match.end(), line) for match, line in zip(calls, sorted(lines), strict=False)]
    if called != labels or any(call >= line for call, line in pairs):
        return False
    # Of two lines, each has to stand below its own call and above the next.
    return len(row) >= _WITHOUT_END or all(line <= call for (_, line), (call, _) in pairwise(pairs))
