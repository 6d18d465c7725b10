"""The rule on numbers that count like those of notes or pages, and were read as neither.

People write markers, notes and pages in more ways than the table of forms knows. What all of them
have in common is that they count, and have the same signs around each number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from pipeline.encode.blocks.lines import CELL_END
from pipeline.encode.context import Context
from pipeline.encode.forms.settings import RAISED
from pipeline.model.diagnostics import Finding, Rule, Severity
from pipeline.model.document import Span
from pipeline.model.numerals import roman_value

_LABEL = (
    r"(?P<label>[0-9０-９]{1,4}[a-z]?|[⁰¹²³⁴-⁹]{1,3}|[①-⑳]|[ivxlIVXL]{1,6}|[a-zA-Z]"
    r"|[*†‡§║ǁ¶‖#]{1,6})"
)
# Points, parentheses, bullets and signs of sums stand beside numbers in any text.
_SIGN = r"[\[\]{}<>/\\|^_*#°~`«»‹›〔〕［］（）⁽⁾=↑↓@¦§¶†‡⟦⟧⟨⟩]"
_WORD = (
    r"(?i:(?:foot|end)?note|ft?n|n|anm|ref|anchor|fol|f|pages?|pg|p|s|seite|bl|blatt|image|scan"
    r"|sheet|col|page:[^\s\]}]{1,40}/)"
)
# A run of signs is tried from its begin alone, or a line of thousands would take its square.
_IN_SIGNS = re.compile(
    rf"(?<!{_SIGN})(?P<before>{_SIGN}+(?:{_WORD}[.:|=\"# _°-]{{0,4}})?){_LABEL}(?!\w)"
    rf"(?P<after>[.:]?{_SIGN}*)"
)
_IN_PARENTHESES = re.compile(rf"(?P<before>\((?:{_WORD}[. ]{{0,2}})?){_LABEL}(?P<after>\))")
_LINE = re.compile(
    rf"\n[ \t]*(?P<before>[^\w\n•]{{0,4}}(?:{_WORD}[. ]{{0,2}})?){_LABEL}(?!\w)"
    r"(?P<after>[^\w\n]{1,4})(?=[\w“\"(\[«])"
)
_PAGE = re.compile(
    rf"\n[ \t]*(?P<before>[^\w\n]{{0,8}}(?:{_WORD}[^\w\n]{{0,4}}|(?i:end of page ))?)"
    r"(?P<label>[0-9]{1,4}[rv]?)(?P<after>[^\w\n]{0,8}|[ ]?(?:/|of|von)[ ]?[0-9]{1,4})[ \t]*$",
    re.MULTILINE,
)
_PLAIN = frozenset(("", ".", ")", "(", "[", "•", "-", "—", "–", "$", "§"))
_LEAST = 2
_WITHOUT_END = 3
_PAGES_FROM = 10  # below that, sections are numbered
_AROUND = ("[{<|/\\^_*#°~`↑(", "]}>|/\\^_*~`)")
# What may stand at the begin of a note, and at its end, where a run is tried from its begin alone.
_ENDING = r"[\^↑↓⏎↵/<*_#|~`\\–—-]"
_EDGES = (
    re.compile(r"[\^↑↓⏎↵:)\]/>*_#|~`\\–—-]+"),
    re.compile(rf"(?:(?<!{_ENDING}){_ENDING}+|\[[^\[\]\n]{{1,20}}\])\Z"),
)
_Counted: TypeAlias = list[tuple[int, Span]]


def _check_series(context: Context) -> Iterator[Finding]:
    said: set[Span] = set()
    for what, row in (*_series(context), *_left_signs(context)):
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
    "F004",
    "numbers-unread",
    Severity.WARNING,
    summary="Numbers with the same signs count on, and were read as no markers, notes or pages.",
    why="""Markers, notes and pages are written in more ways than are recognized. What is not is
    printed as it stands, with its numbers in the midst of the text. The same holds for signs beside
    a number that was read.""",
    example="`the light«1» and the quarry«2»`.",
    remedy="""To mend it, write the numbers in the usual form, which `docs/transcribing.md` shows.
    Where they belong to the text, let the finding stand with `[[allow]]`.""",
    check=_check_series,
)


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
        values = [value for value, _ in row]
        least = _LEAST if is_closed else _WITHOUT_END
        if len(set(values)) < least or (before == "[" and after in {"", "]"}):
            continue
        if _counts(values):
            yield "and others like it count as markers do, and were read as text", row
        elif is_closed and kind != "letter" and _rises(values):
            yield "and others like it count as pages do, and were read as text", row
    beside = [match for match in _IN_PARENTHESES.finditer(text, 0, end) if _is_free(match, taken)]
    for (*_, kind), row in _alike(beside).items():
        values = [value for value, _ in row]
        if kind == "number" and values[0] >= _PAGES_FROM and _rises(values):
            yield "and others like it count as pages do, and were read as text", row
    # Where a list is whole, no other lines are its notes.
    stop = 0 if _are_all_called(context) else end
    lines = [
        match for match in _LINE.finditer(text, 0, stop)
        if _is_free(match, taken) and not _is_row(match)
    ]  # fmt: skip
    for (before, after, _), row in _alike(lines).items():
        tight = _tight(text, row)
        if tight and not (before or after not in _PLAIN):
            tight = tight if context.found.notes is None and _is_apart(context, tight) else []
        if tight or _are_called(text, row, end):
            yield "and lines like it count as notes do, and were read as text", tight or row
    pages = [match for match in _PAGE.finditer(text, 0, end) if _is_free(match, taken)]
    for (before, after, _), row in _alike(pages).items():
        values = [value for value, _ in row]
        is_plain = before in _PLAIN and after in _PLAIN
        if not is_plain and _rises(values):
            yield "and lines like it count as pages do, and were read as text", row


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
        yield "symbol", len(label)
        return
    if len(label) == 1:
        yield "letter", ord(label.lower()) - ord("a") + 1
    number = roman_value(label) or 0
    if number:
        yield "roman", number


def _counts(values: Sequence[int]) -> bool:
    """Tell whether numbers count from 1, and may begin anew or come twice."""
    is_row = all(after - before in {0, 1} or after == 1 for before, after in pairwise(values))
    return is_row and values[0] == 1 and len(set(values)) >= _LEAST


def _rises(values: Sequence[int]) -> bool:
    steps = [after - before for before, after in pairwise(values)]
    return bool(steps) and all(1 <= step <= 2 and step == steps[0] for step in steps)  # noqa: PLR2004 - of leaves


def _tight(text: str, row: _Counted) -> _Counted:
    """Give lines that count from 1 and stand together, with no blank line between them."""
    together: _Counted = []
    for value, (start, end) in row:
        if together and (
            value != together[-1][0] + 1 or "\n\n" in text[together[-1][1][1] : start]
        ):
            if len(together) >= _LEAST:
                break
            together = []
        if together or value == 1:
            together.append((value, (start, end)))
    return together if len(together) >= _LEAST else []


def _are_called(text: str, row: _Counted, end: int) -> bool:
    """Tell whether each line ``(1) See`` has a ``(1)`` above it, and no other number is called."""
    start, stop = row[0][1]
    is_counted = len(row) >= _WITHOUT_END and _counts([value for value, _ in row])
    if text[start:stop].strip()[:1] != "(" or not is_counted:
        return False
    lines = {span[1] for _, span in row}
    calls = [
        match
        for match in _IN_PARENTHESES.finditer(text, 0, end)
        if text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    ]
    labels = [text[slice(*span)].strip(" ()") for _, span in row]
    called = [match["label"] for match in calls]
    return called == labels and all(
        match.end() < line for match, line in zip(calls, sorted(lines), strict=True)
    )


def _left_signs(context: Context) -> Iterator[tuple[str, _Counted]]:
    """Yield the signs that stand beside most markers, or at the edge of all notes."""
    text = context.text
    printed = sorted({one.span for one in context.found.markers if one.printed})
    printed = [span for span in printed if text[span[0] - 1 : span[0]].strip()]
    for at in (0, 1):
        places = [(span[at] - 1 + at, span) for span in printed]
        signs = [text[place : place + 1] for place, _ in places]
        sign = max(sorted(set(signs).intersection(_AROUND[at])), key=signs.count, default="")
        if sign and signs.count(sign) >= max(_LEAST, len(signs) / 3) and not _pairs(sign, text):
            beside = zip(places, signs, strict=True)
            row = [(0, _wide(span, at)) for (_, span), one in beside if one == sign]
            yield "has a sign beside the marker, as most markers have", row
    listed = context.found.listed
    for search in (_EDGES[0].match, _EDGES[1].search):
        edges = [search(text[slice(*one.span)].strip()) for one in listed]
        shown = {edge.group() for edge in edges if edge}
        if len(listed) >= _LEAST and all(edges) and len(shown) == 1:
            yield "stands beside each note", [(0, one.span) for one in listed]


def _wide(span: Span, at: int) -> Span:
    return span[0] - 1 + at, span[1] + at


def _pairs(sign: str, text: str) -> bool:
    """Tell whether parentheses are those of sentences that end with a marker."""
    return sign in "()" and text.count("(") == text.count(")")
