"""The rule on numbers that count like those of notes or pages, and were read as neither.

People write markers, notes and pages in more ways than the table of forms knows. What all of them
have in common is that they count, and have the same signs around each number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.encode.blocks.lines import CELL_END
from pipeline.encode.context import Context
from pipeline.encode.doubt.counting import (
    LEAST,
    LETTER,
    PLAIN,
    Counted,
    alike,
    counts,
    numbers,
    rises,
    run_from_one,
)
from pipeline.encode.doubt.in_the_way import in_the_way
from pipeline.encode.doubt.left_signs import left_signs
from pipeline.encode.doubt.page_lines import page_lines, page_marks
from pipeline.encode.doubt.paragraphs import indented_paragraphs
from pipeline.encode.doubt.unsigned import unsigned_notes
from pipeline.model.diagnostics import Finding, Severity, rule

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
_REMARK = re.compile(
    r"[(\[](?:(?<=\S[(\[])|(?<=\S [(\[])|(?<=\n\[)|(?<=\n    \[))(?:(?:Foot)?[Nn]ote|N\.? ?B\.?"
    r"|N\. ?[dD]\. ?[^():\n]{1,6}|N[dD][TR]|NDLR|Anm\.[^():\n]{0,12}|Eds?\.) ?: [^()\[\]\n]+[)\]]"
)
_ALONE = re.compile(
    r"(?<!\S)[a-zß-ÿ]+[,;]? (?:\[(?:[IVX]{1,4}[,:][ ]?|[0-9]{1,2}[:.])?[0-9]{1,4}(?:/[0-9]{1,4}"
    r"|[a-z])?\]|\[[ivxlc]{2,7}\]|(?P<sign>[*#~/|—–.-]{1,3})[0-9]{1,4}(?P=sign)"
    r"|[|/]{1,2}[ ]?[0-9]{1,4})(?= [a-zß-ÿ])"
)
_LINE = re.compile(
    rf"\n[ \t]*(?P<before>[^\w\n•]{{0,4}}(?:{_WORD}[. ]{{0,2}})?){_LABEL}(?!\w)"
    r"(?P<after>[^\w\n]{1,4})(?=[\w“\"(\[«])"
)
_WITHOUT_END = 3
_PAGES_FROM = 3  # below that, sections are numbered
_AS_PAGES = "and others like it count as pages do, and were read as text"
_AS_NOTES = "and others like it count as notes in the text do, and were read as text"
_LINES_AS_NOTES = "and lines like it count as notes do, and were read as text"
_OF_PAGES_ALONE = frozenset(("leaf", "column", "roman"))
_BEFORE_PAGES = frozenset(("//", "|", "→", "↓", "@"))


@rule("F004", Severity.WARNING,
    summary="Numbers with the same signs count on, and were read as no markers, notes or pages.",
    why="""Markers, notes and pages are written in more ways than are recognized. What is not is
    printed as it stands, with its numbers in the midst of the text. The same holds for signs beside
    a number that was read, and for notes that no number leads to: in brackets behind words, or
    below the text behind the words that they belong to.""",
    example="`the light«1» and the quarry«2»`.",
    remedy="""write the numbers in the usual form, which `docs/transcribing.md` shows. Where they
    belong to the text, let the finding stand with `[[allow]]`.""",
)  # fmt: skip
def numbers_unread(context: Context) -> Iterator[Finding]:
    said: set[int] = set()
    for what, row in _rows(context):
        spans = [span for _, span in row]
        places = {place for span in spans for place in range(*span)}
        if said.isdisjoint(places):
            said |= places
            start, end = spans[0]
            shown = " ".join(context.text[start:end].split())
            yield Finding(
                spans[0],
                f"“{shown}” {what}",
                "write it as docs/transcribing.md shows; if it is text, let the finding stand",
                tuple(("another one", span) for span in spans[1:4]),
            )


def _rows(context: Context) -> Iterator[tuple[str, Counted]]:
    """Yield what was not read, each row with what it looks like; the surest come first."""
    end = context.found.notes.start if context.found.notes else len(context.text)
    taken = {place for span in context.marks for place in range(*span)}
    yield from page_marks(context.text, taken, end)
    yield from _series(context, taken, end)
    yield from page_lines(context, taken, end)
    yield from in_the_way(context, taken, end)
    yield from indented_paragraphs(context.text, end)
    yield from left_signs(context)
    yield from unsigned_notes(context)


def _series(context: Context, taken: set[int], end: int) -> Iterator[tuple[str, Counted]]:
    """Yield numbers that count, each row with what they look like."""
    text = context.text
    inside = [
        match for match in _IN_SIGNS.finditer(text, 0, end)
        if _is_free(match, taken) and not _is_fraction(match)
    ]  # fmt: skip
    for (before, after, kind), row in alike(inside).items():
        is_closed = bool(after.strip(".:"))
        least = LEAST if is_closed or before in _BEFORE_PAGES else _WITHOUT_END
        if len(set(numbers(row))) < least or (
            before == "[" and after in {"", "]"} and kind not in _OF_PAGES_ALONE
        ):
            continue
        if counts(row):
            yield "and others like it count as markers do, and were read as text", row
        elif (is_closed or before in {"/", *_BEFORE_PAGES}) and kind != "letter" and rises(row):
            yield _AS_PAGES, row
    beside = [match for match in _IN_PARENTHESES.finditer(text, 0, end) if _is_free(match, taken)]
    for (*_, kind), row in alike(beside).items():
        is_page = kind == "leaf" or (kind == "number" and row[0][0] >= _PAGES_FROM)
        if is_page and rises(row):
            yield _AS_PAGES, row
    if context.found.notes is None:
        opened = alike(_OPENED.finditer(text)).values()
        yield from ((_AS_NOTES, row) for row in opened if _are_notes(row))
        remarks = [(0, match.span()) for match in _REMARK.finditer(text)]
        if len(remarks) >= LEAST:
            yield "and others like it may be notes in the text, and were read as text", remarks
        alone = [(0, match.span()) for match in _ALONE.finditer(text) if match.start() not in taken]
        if alone:
            yield "may be a page or the marker of a note, and was read as text", alone
    in_words = [match for match in _BRACKETED.finditer(text, 0, end) if _is_free(match, taken)]
    for (before, after, _), row in alike(in_words).items():
        if (before or after) and (counts(row) or rises(row)):
            yield "and others like it count, and were read as text", row
    lines = [
        match for match in _LINE.finditer(text, 0, end)
        if _is_free(match, taken) and not _is_row(match)
    ]  # fmt: skip
    is_whole = _are_all_called(context)
    for (before, after, kind), row in alike(lines).items():
        notes = _lettered(text, row) if kind == "letter" and not (before or after) else []
        if len(notes) >= LEAST:
            yield _LINES_AS_NOTES, notes
        if is_whole:  # then no other lines are notes, but those of letters beside numbers
            continue
        # What a word makes known as a note may have blank lines around it.
        tight = run_from_one(row) if LETTER.search(before) else run_from_one(row, text)
        if tight and not (before or after not in PLAIN):
            tight = tight if context.found.notes is None and _is_apart(context, tight) else []
        if tight or _are_called(text, row, end):
            yield _LINES_AS_NOTES, tight or row


def _is_free(match: re.Match[str], taken: set[int]) -> bool:
    return match.start("label") not in taken


def _is_fraction(match: re.Match[str]) -> bool:
    """Tell whether a number stands behind another and a stroke, as in ``159/1`` and ``3/4``."""
    start = match.start("before")
    is_number = match["before"] == "/" and match["label"].isdecimal()
    return is_number and match.string[max(start - 1, 0) : start].isdecimal()


def _is_row(match: re.Match[str]) -> bool:
    """Tell whether a line is a row of a table."""
    end = match.string.find("\n", match.end())
    return CELL_END in match.string[match.start() : end if end >= 0 else None]


def _lettered(text: str, row: Counted) -> Counted:
    """Give lines that begin with a, b, c alone: those that stand together, or begin sentences."""
    small = [(value, span) for value, span in row if text[slice(*span)].strip().islower()]
    notes = run_from_one(small, text)
    if notes or not small or not counts(small):
        return notes
    return [(value, span) for value, span in small if text[span[1]].isupper()]


def _are_notes(row: Counted) -> bool:
    """Tell whether numbers count, or each is the first, as where pages have one note each."""
    return counts(row) or (len(row) > LEAST and set(numbers(row)) == {1})


def _are_all_called(context: Context) -> bool:
    """Tell whether there are notes and each has its place in the text."""
    listed = range(len(context.found.listed))
    return bool(listed) and {marker.note for marker in context.found.markers}.issuperset(listed)


def _is_apart(context: Context, row: Counted) -> bool:
    """Tell whether lines close the text or a page."""
    stop = context.text.find("\n\n", row[-1][1][1])
    if stop < 0:
        return True
    below = stop + len(context.text[stop:]) - len(context.text[stop:].lstrip())
    return below == len(context.text) or any(start == below for start, _ in context.marks)


def _are_called(text: str, row: Counted, end: int) -> bool:
    """Tell whether each line ``(1) See`` or ``1) See`` has a ``(1)`` above it, and no other has."""
    start, stop = row[0][1]
    if ")" not in text[start:stop] or not counts(row):
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
