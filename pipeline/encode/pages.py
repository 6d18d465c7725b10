"""Page marks: where a page of the printed source begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.encode.standoff import PageMark
from pipeline.model.document import Span


@dataclass(frozen=True, slots=True)
class PageSettings:
    """The form of a page mark; the first group of ``pattern`` is the number between the ends.

    ``number`` is a pattern of what page numbers look like.
    """

    pattern: re.Pattern[str]
    ends: tuple[str, str]
    number: str

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> PageSettings:
        """Read ``pages.toml`` of a profile."""
        before, after = re.escape(table["before"]), re.escape(table["after"])
        pattern = re.compile(f"{before}({table['number']}){after}")
        return cls(pattern, (table["before"], table["after"]), table["number"])


def find_pages(text: str, settings: PageSettings) -> tuple[PageMark, ...]:
    """Find the page marks of ``text``, each with the one space that belongs to it."""
    marks: list[PageMark] = []
    done = 0
    for match in settings.pattern.finditer(text):
        span = _with_its_space(text, match.span(), done)
        marks.append(PageMark(span, match[1]))
        done = span[1]
    return tuple(marks)


def _with_its_space(text: str, span: Span, done: int) -> Span:
    """Add the space that would stand twice, or at a line's end, were the mark taken out."""
    start, end = span
    before, after = text[start - 1 : start], text[end : end + 1]
    if after == " " and (before in {" ", "\n", ""} or start == done):
        return start, end + 1
    if before == " " and after in {"\n", ""} and start > done:
        return start - 1, end
    return span
