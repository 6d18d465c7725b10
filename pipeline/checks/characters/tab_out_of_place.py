"""T106: a tab that does not stand between two cells of a table."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from pipeline.checks.fixes import mended, run_of_spaces
from pipeline.checks.proof import Proof
from pipeline.checks.rule import DocumentRule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_PATTERN = re.compile(r"\t+")
_LINE_END = re.compile(r"\n")
_BLOCK_END = re.compile(r"\n(?=\n)")
_BETWEEN_CELLS = 2


def _check(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "\t" not in proof.source.text:
        return
    rows = _Rows(proof.source.text)
    for match, span in proof.find_raw(_PATTERN):
        if (match.end() - match.start()) % _BETWEEN_CELLS:
            yield Finding(
                span,
                "cells of a table are parted by two tabs; here the number of tabs is odd",
                "write two tabs between cells, or a space if this is no table",
                fix=_fix(proof, span, rows),
            )


RULE = DocumentRule(
    "T106", "tab-out-of-place", Severity.WARNING, check=_check,
    summary="A tab that does not stand between two cells of a table.",
    why="""Two tabs part the cells of a row. A single tab, an odd number of them or tabs that end a
    line make cells that the page has not, or none where it has some.""",
    example="`Paris\\tMay 2` in a row whose other lines have two tabs.",
    remedy="To mend it, part cells by two tabs and write a space everywhere else.",
)  # fmt: skip


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
