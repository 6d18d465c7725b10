"""What marks begin and end with, as patterns, sorted by their first characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.encode.marks.rows import MarkRow
from pipeline.model.marks import WORD, parts_of


class MarkEdge(NamedTuple):
    """What begins or ends marks of ``rows``."""

    pattern: re.Pattern[str]
    rows: tuple[MarkRow, ...]


def opening_of(row: MarkRow) -> str:
    """Give the pattern that a mark begins with."""
    if not row.is_symmetric:
        return row.opening
    sign = re.escape(row.write[0])
    if row.is_inside:
        return rf"(?<=\w){row.opening}(?![\s{sign}])"
    return rf"(?<![\w{sign}]){row.opening}(?![\s{sign}])"


def closing_of(row: MarkRow) -> str:
    """Give the pattern that a mark ends with."""
    if not row.is_symmetric:
        return row.closing
    sign = re.escape(row.write[0])
    after = "" if row.is_inside else r"|[^\W\d]"
    return rf"(?<![\s{sign}]){row.closing}(?![{sign}]{after})"


def whole_of(row: MarkRow) -> str:
    """Give the pattern of a mark without words of its own."""
    pattern = row.opening or row.closing
    literal = literal_of(row)
    before = r"(?<!\w)" if literal[0].isalpha() else ""
    after = r"(?!\w)" if row.write[-1].isalpha() and not row.write.endswith(WORD) else ""
    return before + pattern + after


def literal_of(row: MarkRow) -> str:
    """Give the literal text that a mark begins with."""
    parts = parts_of(row.write)
    return parts[2].lstrip() if row.is_word else parts[0]


def first_literal(text: str) -> str:
    """Give the first character of a text behind blanks."""
    return text.lstrip()[:1]


def by_start(edges: Iterable[tuple[MarkEdge, str]]) -> dict[str, list[MarkEdge]]:
    """Sort edges by the two characters that they begin with, or one; the longest come first."""
    found: dict[str, list[tuple[int, MarkEdge]]] = defaultdict(list)
    for edge, literal in edges:
        found[literal[:2].lower()].append((-len(literal), edge))
    return {
        start: [edge for _, edge in sorted(those, key=lambda one: one[0])]
        for start, those in found.items()
    }


def edges_at(edges: dict[str, list[MarkEdge]], text: str, at: int) -> Iterator[MarkEdge]:
    """Yield the edges that may stand at a place, those of two characters first."""
    two = text[at : at + 2].lower()
    yield from edges.get(two, ())
    if len(two) > 1:
        yield from edges.get(two[0], ())


def any_of(signs: Iterable[str]) -> re.Pattern[str] | None:
    """Match any of these characters, in either case; None where there are none."""
    both = sorted({one for sign in signs for one in (sign.lower(), sign.upper()) if sign})
    return re.compile(f"[{re.escape(''.join(both))}]") if both else None
