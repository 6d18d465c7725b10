"""Texts with marks written into them, as ``see [[p. 476]]{#pg_476}``, for readable cases."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model.document import Span

_MARK = re.compile(r"\[\[((?:(?!\]\]\{).)*)\]\]\{[^}]*\}")


def marked(text: str, marks: Iterable[tuple[Span, str]]) -> str:
    """Write rising, disjoint ``marks`` with their values into ``text``."""
    parts: list[str] = []
    done = 0
    for (start, end), value in marks:
        parts += [text[done:start], f"[[{text[start:end]}]]{{{value}}}"]
        done = end
    return "".join([*parts, text[done:]])


def unmarked(line: str) -> str:
    """Take the marks out of a case."""
    return _MARK.sub(r"\1", line)
