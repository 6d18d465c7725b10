"""Page numbers as counts: figures and roman numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.checks.facts import PageFacts
from pipeline.checks.index import is_arabic
from pipeline.model.numerals import roman_value


def count_of(number: str) -> tuple[str, int] | None:
    """Give the series of a page number (``roman`` or ``arabic``) and its place in that."""
    if is_arabic(number):
        return "arabic", int(number)
    value = roman_value(number)
    return None if value is None else ("roman", value)


def steps(pages: Sequence[PageFacts]) -> Iterator[tuple[PageFacts, PageFacts, int]]:
    """Yield neighbouring pages of one series with the step from one to the other."""
    counted = [(page, count_of(page.number)) for page in pages]
    for (before, low), (page, high) in pairwise(counted):
        if low is not None and high is not None and low[0] == high[0]:
            yield before, page, high[1] - low[1]
