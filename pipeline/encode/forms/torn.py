"""Tell whether a sentence goes on behind what parts two pages."""

from __future__ import annotations

import re

NEAR = 200
"""So many characters around a place tell enough of it."""
MARK = re.compile(
    r"(?:[\[({|/<-]{1,6}[^\n]{0,40}?[0-9ivxlc]+[^\n]{0,12}?[\])}|/>-]{1,6}|[0-9]{1,4})?\s*"
)
"""A page mark in any form, or nothing."""
_CONTINUES = re.compile(r"[a-zß-ÿ,;)]")
_OPEN = re.compile(r"[^.!?:”’\"»)\]\s]\s*\Z|,\s*\Z")


def is_torn(text: str, above: int, below: int) -> bool:
    """Tell whether a sentence goes on from one place to another, behind a page mark there."""
    rest = text[below : below + NEAR]
    mark = MARK.match(rest)
    is_open = _OPEN.search(text[max(0, above - _LAST) : above]) is not None
    return is_open and _CONTINUES.match(rest, mark.end() if mark else 0) is not None


_LAST = 4
