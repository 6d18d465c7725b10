"""Page marks: how they are written, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from pipeline.checks.pages.numbers import count_of
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Mending, Severity


@rule("P113", Severity.INFO,
    summary="A page begins at the very start of a document, against the custom of the edition.",
    why="""A break in front of the first word belongs to no document; where others leave it out, it
    may be doubled or misplaced.""",
    example="`[Page 12]` above the heading.",
    remedy="take the page mark out if the edition has none at the start of documents.",
)  # fmt: skip
def page_break_first(view: View) -> Iterator[Finding]:
    if view.edition.breaks_come_first or not view.facts.pages:
        return
    first = next((m for m in view.plain.marks if isinstance(m.node, model.PageBreak)), None)
    if first is not None and first.at == 0 and not first.in_words:
        yield Finding(
            first.node.span,
            f"page {view.facts.pages[0].number} begins before the first word of the document",
        )


@rule("P111", Severity.INFO,
    summary="A page breaks inside a reference.",
    why="""The link reaches over the break, which is right; but a number on both sides of it may be
    torn.""",
    example="`See Document [Page 12] 44.`",
    remedy="There is nothing to mend where the printed page breaks so.",
)  # fmt: skip
def page_break_inside_reference(view: View) -> Iterator[Finding]:
    inside = [one for one in view.plain.annotated if isinstance(one.node, model.Reference)]
    starts = [one.start for one in inside]
    for mark in view.plain.marks:
        if not isinstance(mark.node, model.PageBreak):
            continue
        place = bisect_left(starts, mark.at) - 1
        if place >= 0 and mark.at < inside[place].end:
            yield Finding(
                mark.node.span,
                f"page {mark.node.number} begins inside a reference",
                "compare the reference with the printed page",
            )


# Before the mark and behind it; a hyphen may have blanks there, but for “pre- and postwar”.
_WORD = re.compile(
    r"[A-Za-z][a-z-]\0[a-z]"
    r"|[a-z]-\s{0,3}\0\s{0,3}(?!(?:and|or|to|und|oder|et|ou|bis)\b)[a-z]",
    re.ASCII,
)
_NEAR = 5


@rule("P110", Severity.WARNING,
    summary="A page breaks inside a word.",
    why="""Readers find the word whole in no search, and outputs print the page number in its
    middle.""",
    example="`the har[Page 12]bour`, or `the har- [Page 12] bour`.",
    remedy="put the page mark behind the word, with a space on both sides.",
)  # fmt: skip
def page_break_inside_word(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for mark in view.plain.marks:
        if mark.in_words and isinstance(mark.node, model.PageBreak):
            before, after = text[max(mark.at - _NEAR, 0) : mark.at], text[mark.at :][: 2 * _NEAR]
            if _WORD.search(f"{before}\0{after}"):
                yield Finding(mark.node.span, f"page {mark.node.number} begins inside a word")


@rule("P112", Severity.INFO,
    summary="A page begins at the very end of a document.",
    why="Nothing of the document stands on that page, so that the break belongs to the next one.",
    example="`[Page 12]` as the last line above the notes.",
    remedy="move the page mark to the start of the next document.",
)  # fmt: skip
def page_break_last(view: View) -> Iterator[Finding]:
    plain = view.plain
    breaks = [m for m in plain.marks if m.home == plain.id and isinstance(m.node, model.PageBreak)]
    if breaks and breaks[-1].at >= plain.text_end > 0:
        number = getattr(breaks[-1].node, "number", "")
        yield Finding(
            breaks[-1].node.span,
            f"page {number} begins at the end of the document, and nothing stands on it",
        )


_MISSPELT = re.compile(
    r"\[ ?[Pp][A-Za-z]{1,4}\.? {0,2}(?P<number>[0-9]{1,5}[a-z]?|[ivxlc]{1,8}) ?\]", re.ASCII
)


@rule("P106", Severity.WARNING,
    summary="A bracket looks like a page mark and is not written like one.",
    why="It is taken for text and printed; the page begins nowhere.",
    example="`[page 12]`, `[Pag 12]` or `[Page12]` for `[Page 12]`.",
    remedy="write it as `[Page 12]`.",
)  # fmt: skip
def page_mark_misspelt(view: View) -> Iterator[Finding]:
    for match in _MISSPELT.finditer(view.plain.text):
        yield _as_mark(view, match.span(), match["number"], "and was taken for text")


def _as_mark(view: View, stretch: tuple[int, int], number: str, fault: str) -> Finding:
    """Offer the page mark that a stretch of the text looks like."""
    start, end = stretch
    span = view.plain.span(start, end)
    mark = view.page_mark(number)
    # Where the span is longer, something stands inside the stretch.
    whole = span[1] - span[0] == end - start
    return Finding(
        span,
        f"“{view.plain.text[start:end]}” looks like a page mark {fault}",
        f"if a page begins here, write it as {mark}",
        fix=Mending.safely(f"write “{mark}”", (span, mark)) if whole else None,
    )


_UNCLOSED = re.compile(r"Page (?P<number>[0-9]{1,5}|[ivxlc]{1,8})\b(?P<closed>[\])}]?)", re.ASCII)


@rule("P107", Severity.WARNING,
    summary="A page mark lacks one of its brackets.",
    why="It is taken for text and printed; the page begins nowhere.",
    example="`[Page 12` without the second bracket, or `Page 12]` without the first.",
    remedy="write it as `[Page 12]`.",
)  # fmt: skip
def page_mark_unclosed(view: View) -> Iterator[Finding]:
    text = view.plain.text
    for match in _UNCLOSED.finditer(text):
        start = max(match.start() - 1, 0)
        if (text[start : match.start()] == "[") != (match["closed"] == "]"):
            start = start if text[start] == "[" else match.start()
            stretch = (start, match.end())
            yield _as_mark(view, stretch, match["number"], "without its second bracket")


_WITHOUT_NUMBER = re.compile(
    r"\[Page ?(?:[?._-]{0,3}|[0-9]{0,4}[lIOoSB?][0-9lIOoSB?]{0,4})\]", re.ASCII
)

_FIGURES = str.maketrans("lIOoSB", "110058")


@rule("P108", Severity.WARNING,
    summary="A page mark has no number, or one that cannot be read.",
    why="It is taken for text and printed; the page begins nowhere.",
    example="`[Page ]`, `[Page ?]` or `[Page l2]` with the letter l.",
    remedy="write the number of the page into the bracket.",
)  # fmt: skip
def page_mark_without_number(view: View) -> Iterator[Finding]:
    for match in _WITHOUT_NUMBER.finditer(view.plain.text):
        span = view.plain.span(*match.span())
        number = match.group()[len("[Page") : -1].strip(" ")
        mark = view.page_mark(number.translate(_FIGURES))
        yield Finding(
            span,
            f"“{match.group()}” looks like a page mark without a number",
            f"write the number of the page into the bracket, as {view.page_mark('12')}",
            fix=Mending.wording(f"write “{mark}”", (span, mark))
            if number.isalnum() and span[1] - span[0] == len(match.group())
            else None,
        )


def _put_in_behind(number: str) -> str:
    """Give the number of a leaf that was put in: ``12a`` behind 12, and ``12b`` behind that."""
    figures, letter = number[:-1], number[-1:]
    # Behind ``xc``, which is roman, comes no ``xd``.
    is_put_in = figures.isdecimal() and "a" <= letter <= "g"
    return f"{figures}{chr(ord(letter) + 1)}" if is_put_in else f"{number}a"


@rule("P104", Severity.WARNING,
    summary="A page number is neither written in figures nor a roman number.",
    why="Its order cannot be checked, and a misread figure is the usual cause.",
    example="`[Page l334]` with the letter l.",
    remedy="compare with the printed page and correct the number.",
)  # fmt: skip
def page_number_unreadable(view: View) -> Iterator[Finding]:
    before = ""
    for page in view.facts.pages:
        is_put_in = before != "" and page.number == _put_in_behind(before)
        before = page.number
        if count_of(page.number) is None and not is_put_in:
            yield Finding(
                page.span,
                f"“{page.number[:20]}” is no page number that can be counted",
                "write the number in figures or as a roman number, as the page shows it",
            )
