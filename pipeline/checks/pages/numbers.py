"""Page numbers as counts: figures and roman numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.checks.facts import PageFacts
from pipeline.checks.index import is_arabic

# Without ASCII, letters of Turkish would be small and capital forms of I.
_ROMAN = re.compile(
    r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE | re.ASCII
)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def count_of(number: str) -> tuple[str, int] | None:
    """Give the series of a page number (``roman`` or ``arabic``) and its place in that."""
    if is_arabic(number):
        return "arabic", int(number)
    if number and _ROMAN.fullmatch(number):
        values = [_VALUES[letter] for letter in number.lower()]
        following = [*values[1:], 0]
        return "roman", sum(a if a >= b else -a for a, b in zip(values, following, strict=True))
    return None


def steps(pages: Sequence[PageFacts]) -> Iterator[tuple[PageFacts, PageFacts, int]]:
    """Yield neighbouring pages of one series with the step from one to the other."""
    counted = [(page, count_of(page.number)) for page in pages]
    for (before, low), (page, high) in pairwise(counted):
        if low is not None and high is not None and low[0] == high[0]:
            yield before, page, high[1] - low[1]
