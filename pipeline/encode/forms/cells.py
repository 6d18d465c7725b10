"""Set the cells of rows apart as in the usual form, where `|` or one tab stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pipeline.encode.forms.builder import Builder
from pipeline.model.source import Source

CELLS = "sign between cells replaced"
SAID = "cells with | or one tab between them"
_USUAL = "\t\t"
_LEAST = 2
_BETWEEN = {
    "|": re.compile(r"[ ]*\|[ ]*"),
    "\t": re.compile(r"[ ]*\t[ ]*"),
}
_BARRED = re.compile(r"\|(?:[^|\n]+\|){2,}[ ]*")
_RULE = re.compile(r"[|: -]+")
_TABBED = re.compile(r"[^\W\d_]{2}[^\t]*(?:\t[^\t]+)+")  # a number before a tab begins a note


def with_cells(source: Source) -> Source:
    """Give the text with two tabs between cells; as it is where rows are few or not alike.

    One tab may be a slip where another row has two.
    """
    text = source.text
    if "|" not in text and ("\t" not in text or _USUAL in text):
        return source
    builder = Builder(text)
    at = 0
    for start, line, sign in _rows(text):
        before, at, done = at, start + len(line), start
        if sign == "|" and _RULE.fullmatch(line):
            builder.copy(before, max(start - 1, 0))
            builder.put(max(start - 1, 0), at, "", CELLS)
            continue
        builder.copy(before, start)
        for match in _BETWEEN[sign].finditer(line):
            low, high = (start + place for place in match.span())
            is_edge = sign == "|" and (low == start or high == at)
            builder.copy(done, low)
            builder.put(low, high, "" if is_edge else _USUAL, CELLS)
            done = high
        builder.copy(done, at)
    if not at:
        return source
    builder.copy(at, len(text))
    return source.laid_out(builder.parts)


def _rows(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the rows of tables: where each begins, its line, and what is between its cells."""
    places, at = [], 0
    for line in text.split("\n"):
        places.append((at, line))
        at += len(line) + 1
    for (sign, _), run in groupby(places, lambda one: _kind(one[1], has_usual=_USUAL in text)):
        rows = list(run)
        if sign and len(rows) >= _LEAST:
            yield from ((start, line, sign) for start, line in rows)


def _kind(line: str, *, has_usual: bool) -> tuple[str, int]:
    """Say what stands between the cells of a line, and how often; nothing where it is no row."""
    if _BARRED.fullmatch(line):
        return "|", line.count("|")
    is_row = not has_usual and _TABBED.fullmatch(line)
    return ("\t", line.count("\t")) if is_row else ("", 0)
