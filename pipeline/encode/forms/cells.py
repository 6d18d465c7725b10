"""Set the cells of rows apart as in the usual form, where `|` or one tab stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from pipeline.encode.forms.builder import Builder
from pipeline.model.source import Source

CELLS = "sign between cells replaced"
SAID = "cells with | or one tab between them"
DOUBT = "two lines with one tab each may be no rows of a table"
_USUAL = "\t\t"
_LEAST = 2
_BETWEEN = {
    "|": re.compile(r"(?<![ ])[ ]*\|[ ]*"),
    "\t": re.compile(r"(?<![ ])[ ]*\t[ ]*"),
}
_BARRED = re.compile(r"\|(?:[^|\n]+\|){2,}[ ]*")
_RULE = re.compile(r"\|(?:[ ]*(?::?-+:?[ ]*)?\|)+[ ]*")
_DASHES = re.compile(r"(?<![-:])--?(?![-:])")  # a rule right below the first row, words elsewhere
_TABBED = re.compile(r"[^\W\d_]{2}[^\t]*(?:\t[^\t]+)+")  # a number before a tab begins a note


def with_cells(source: Source) -> tuple[Source, str]:
    """Give the text with two tabs between cells, and what is in doubt of them.

    It is as it was where rows are few or not alike. One tab may be a slip where another row has
    two.
    """
    text = source.text
    if "|" not in text and ("\t" not in text or _USUAL in text):
        return source, ""
    builder, at, doubt = Builder(text), 0, ""
    for sign, rows in _tables(text):
        for place, (start, line) in enumerate(rows):
            is_rule = sign == "|" and _is_rule(line, place)
            builder.copy(at, max(start - is_rule, 0))
            at = start + len(line)
            if is_rule:
                builder.put(max(start - 1, 0), at, "", CELLS)
            else:
                _put_row(builder, start, line, sign)
        if sign == "\t" and len(rows) == _LEAST and rows[0][1].count(sign) == 1:
            doubt = DOUBT
    if not at:
        return source, ""
    builder.copy(at, len(text))
    return source.laid_out(builder.parts), doubt


def _is_rule(line: str, place: int) -> bool:
    return bool(_RULE.fullmatch(line)) and (place == 1 or not _DASHES.search(line))


def _put_row(builder: Builder, start: int, line: str, sign: str) -> None:
    end, done = start + len(line), start
    for match in _BETWEEN[sign].finditer(line):
        low, high = (start + place for place in match.span())
        is_edge = sign == "|" and (low == start or high == end)
        builder.copy(done, low)
        builder.put(low, high, "" if is_edge else _USUAL, CELLS)
        done = high
    builder.copy(done, end)


def _tables(text: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Yield what is between the cells of a table, and its rows: where each begins, and its line."""
    has_usual = _USUAL in text
    places, at = [], 0
    for line in text.split("\n"):
        places.append((at, line))
        at += len(line) + 1
    for (sign, _), run in groupby(places, lambda one: _kind(one[1], has_usual=has_usual)):
        rows = list(run)
        if sign and len(rows) >= _LEAST:
            yield sign, rows


def _kind(line: str, *, has_usual: bool) -> tuple[str, int]:
    """Say what stands between the cells of a line, and how often; nothing where it is no row."""
    if _BARRED.fullmatch(line):
        return "|", line.count("|")
    is_row = not has_usual and _TABBED.fullmatch(line)
    return ("\t", line.count("\t")) if is_row else ("", 0)
