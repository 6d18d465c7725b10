"""Put numbers with the same signs around them together, and see whether they count."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from pipeline.encode.forms.settings import RAISED
from pipeline.model.document import Span
from pipeline.model.numerals import roman_value

LEAST = 2
"""So many numbers show that they count, where signs are around them."""
PLAIN = frozenset(("", ".", ")", "(", "[", "•", "-", "—", "–", "$", "§", "°", "°."))
"""Signs that stand beside numbers in any text."""
LETTER = re.compile(r"[^\W\d_]")
Counted: TypeAlias = list[tuple[int, Span]]
"""Numbers and where they stand, with the signs around them."""


def alike(found: Iterable[re.Match[str]]) -> dict[tuple[str, str, str], Counted]:
    """Give the numbers by the signs around them and what they are written with."""
    rows: dict[tuple[str, str, str], Counted] = defaultdict(list)
    for match in found:
        for kind, value in _values(match["label"]):
            key = match["before"].strip().lower(), match["after"].strip(), kind
            rows[key].append((value, (match.start("before"), match.end())))
    for before, after, kind in [key for key in rows if key[-1] == "leaf"]:
        fronts = [(2 * value, span) for value, span in rows.get((before, after, "number"), ())]
        rows[before, after, kind] = sorted((*rows[before, after, kind], *fronts), key=_place)
    return rows


def _place(counted: tuple[int, Span]) -> Span:
    return counted[1]


def _values(label: str) -> Iterator[tuple[str, int]]:
    """Yield what a label may count as: a letter may be a Roman numeral as well."""
    figures = re.match(r"[0-9]+", label.translate(RAISED))
    if figures:
        is_side = label[-1] in "rv"
        number = int(figures.group())
        yield ("leaf", 2 * number + (label[-1] == "v")) if is_side else ("number", number)
        if label[-1] in "ab":
            yield "column", 2 * number + (label[-1] == "b")
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


def numbers(row: Counted) -> list[int]:
    """Give the numbers alone."""
    return [value for value, _ in row]


def steps(row: Counted) -> list[int]:
    """Give by how much each number is above the one before it."""
    return [after - before for before, after in pairwise(numbers(row))]


def counts(row: Counted) -> bool:
    """Tell whether numbers count from 1, and may begin anew or come twice."""
    values = numbers(row)
    is_row = all(after - before in {0, 1} or after == 1 for before, after in pairwise(values))
    return is_row and values[0] == 1 and len(set(values)) >= LEAST


def rises(row: Counted) -> bool:
    """Tell whether numbers rise by one, or all by two."""
    return set(steps(row)) in ({1}, {2})  # the latter are pages of leaves


def run_from_one(row: Counted, text: str | None = None) -> Counted:
    """Give lines that count from 1; those of a ``text`` have no blank line between them."""
    together: Counted = []
    for value, (start, end) in row:
        if together:
            last, (_, before) = together[-1]
            if value != last + 1 or (text is not None and "\n\n" in text[before:start]):
                if len(together) >= LEAST:
                    break
                together = []
        if together or value == 1:
            together.append((value, (start, end)))
    return together if len(together) >= LEAST else []
