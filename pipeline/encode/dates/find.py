"""Finds the dates and the place of writing in datelines and headings."""

from __future__ import annotations

import re

from pipeline.encode.dates.grammar import DateReader
from pipeline.encode.dates.marks import DateMark, DateSettings
from pipeline.model.document import Span


def find_dates(text: str, settings: DateSettings) -> tuple[DateMark, ...]:
    """Find the dates of a dateline that have a year; the marks rise and are disjoint.

    A date that tells when a telegram was received is no date of the document.
    """
    tokens = DateReader(text, settings)
    return tuple(tokens.dates())


def find_heading_date(text: str, settings: DateSettings) -> DateMark | None:
    """Find the date that ends a heading, for a division that has no dateline."""
    tokens = DateReader(text, settings)
    last = next(reversed(tuple(tokens.dates())), None)
    return last if last is not None and tokens.only_hours_after(last.span[1]) else None


def find_places(text: str, dates: tuple[DateMark, ...]) -> tuple[Span, ...]:
    """Find the place of writing: what stands before the first date of a dateline."""
    end = dates[0].span[0] if dates else len(text)
    undated = re.search(r"\bundated\b", text[:end], re.IGNORECASE)
    if undated:
        end = undated.start()
    start = 0
    while start < end and not text[start].isalpha():
        start += 1
    while end > start and not (text[end - 1].isalpha() or text[end - 1] == "."):
        end -= 1
    stretch = text[start:end]
    if not stretch[:1].isupper() or any(char.isdigit() for char in stretch):
        return ()
    return ((start, end),)
