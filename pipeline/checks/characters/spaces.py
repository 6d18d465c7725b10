"""Spaces and tabs where none of their kind belongs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.fixes import mended, run_of_spaces
from pipeline.checks.proof import Proof, once
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_NO_BREAK_SPACE_OUT_OF_PLACE = re.compile(
    "(?:\u00a0[ \u00a0]|[ \t]\u00a0|\u00a0$|^\u00a0)", re.MULTILINE
)


@rule("T104", Severity.INFO,
    summary="A no-break space at the end or the beginning of a line, or beside another space.",
    why="""There it keeps nothing together. Most often it comes from a web page, and it makes two
    words that look alike differ for every search.""",
    example="two no-break spaces after a full stop.",
    remedy="take the space out, or write an ordinary one.",
)  # fmt: skip
def no_break_space_out_of_place(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "\u00a0" in proof.characters:
        for _, span in proof.find_raw(_NO_BREAK_SPACE_OUT_OF_PLACE):
            yield Finding(
                span,
                "a no-break space (U+00A0) keeps nothing together here",
                fix=run_of_spaces(proof, span, " \u00a0"),
            )


_TAB_OUT_OF_PLACE = re.compile(r"\t+")
_LINE_END = re.compile(r"\n")
_BLOCK_END = re.compile(r"\n(?=\n)")
_BETWEEN_CELLS = 2


@rule("T106", Severity.WARNING,
    summary="A tab that does not stand between two cells of a table.",
    why="""Two tabs part the cells of a row. A single tab, an odd number of them or tabs that end a
    line make cells that the page has not, or none where it has some.""",
    example="`Paris\\tMay 2` in a row whose other lines have two tabs.",
    remedy="part cells by two tabs and write a space everywhere else.",
)  # fmt: skip
def tab_out_of_place(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "\t" not in proof.source.text:
        return
    rows = _Rows(proof.source.text)
    for match, span in proof.find_raw(_TAB_OUT_OF_PLACE):
        if (match.end() - match.start()) % _BETWEEN_CELLS:
            yield Finding(
                span,
                "cells of a table are parted by two tabs; here the number of tabs is odd",
                "write two tabs between cells, or a space if this is no table",
                fix=_fix(proof, span, rows),
            )


class _Rows:
    """How many tabs the rows of each block have, counted once for all tabs of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line_ends = [match.start() for match in _LINE_END.finditer(text)]
        self._block_ends = [match.start() for match in _BLOCK_END.finditer(text)]
        self._counted: dict[int, Counter[int]] = {}
        self._of_lines: dict[int, int] = {}

    def around(self, span: Span) -> tuple[int, Counter[int]]:
        """Give how many tabs the row of ``span`` has, and how many rows have so many tabs.

        The rows are those of the block that ``span`` stands in, if they have tabs at all.
        """
        place = bisect_left(self._line_ends, span[0])
        if place not in self._of_lines:
            start = self._line_ends[place - 1] + 1 if place else 0
            end = self._line_ends[place] if place < len(self._line_ends) else len(self._text)
            self._of_lines[place] = self._text.count("\t", start, end)
        return self._of_lines[place], self._block(span[0])

    def _block(self, at: int) -> Counter[int]:
        place = bisect_left(self._block_ends, at - 1)
        if place not in self._counted:
            start = self._block_ends[place - 1] + 1 if place else 0
            end = self._block_ends[place] if place < len(self._block_ends) else len(self._text)
            counts = (row.count("\t") for row in self._text[start:end].split("\n"))
            self._counted[place] = Counter(count for count in counts if count)
        return self._counted[place]


def _fix(proof: Proof, span: Span, rows: _Rows) -> Mending | None:
    """Write a space where there is no table, and in one as many tabs as make a row like others."""
    here = proof.source.text[span[0] : span[1]]
    own, counted = rows.around(span)
    others = counted - Counter([own])
    if own == len(here) and not others:
        return run_of_spaces(proof, span, " \t")
    meant = next(iter(others)) - own + len(here) if len(others) == 1 else 0
    near = abs(meant - len(here)) == 1 and meant > 0
    return mended(proof, span, here, "\t" * meant) if near else None


_TRAILING_BLANK = re.compile(r"(?<=[^ \n]) +$", re.MULTILINE)


@rule("T107", Severity.INFO,
    summary="A line ends in blanks.",
    why="""Nobody sees them, but they show up as changes when versions of the file are compared. It
    is said once a file.""",
    example="`the Secretary agreed.` with two blanks behind the full stop.",
    remedy="take the blanks out.",
)  # fmt: skip
def trailing_blank(view: View) -> Iterator[Finding]:
    proof = view.proof
    if " \n" not in proof.source.text and not proof.source.text.endswith(" "):
        return
    spans = [span for _, span in proof.find_raw(_TRAILING_BLANK)]
    fix = Mending.safely("take the blanks out", *((span, "") for span in spans))
    yield from once(spans, "a line ends in blanks", fix)


_SPACES = "\u1680\u2000\u2001\u2002\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


@rule("T105", Severity.INFO,
    summary="A space other than the ordinary one, the no-break space and the em space.",
    why="""Nobody sees the difference, but a search for the words beside it finds nothing. Em spaces
    are let pass: published texts have them for indents.""",
    example="a thin space (U+2009) between a figure and its unit.",
    remedy="write an ordinary space.",
)  # fmt: skip
def unusual_space(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint(_SPACES):
        return
    for space in _SPACES:
        for span in proof.spans(space):
            yield Finding(
                span,
                f"U+{ord(space):04X} is an unusual space",
                "write an ordinary space, unless the page needs this one",
                fix=run_of_spaces(proof, span, f" {space}"),
            )
