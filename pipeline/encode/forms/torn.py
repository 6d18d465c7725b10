"""Tell whether a sentence goes on behind what parts two pages."""

from __future__ import annotations

import re
from functools import cache

from pipeline.model.tables import read_table

NEAR = 200
"""So many characters around a place tell enough of it."""
MARK = re.compile(
    r"(?:[\[({|/<-]{1,6}[^\n]{0,40}?[0-9ivxlc]+[^\n]{0,12}?[\])}|/>-]{1,6}|[0-9]{1,4})?\s*"
)
"""A page mark in any form, or nothing."""
_CONTINUES = re.compile(r"[a-zß-ÿ,;)]")
_LAST = 4
_OPEN = re.compile(r"[^.!?:”’\"»)\]\s]\s*\Z|,\s*\Z")
_FAR = 20
_GOES_ON = re.compile(r"\s*(?!(?:of|des?|der|du)\b)[a-zß-ÿ]")


@cache
def _leading() -> re.Pattern[str]:
    """Give the expression for what leads to a number of the text, or to a thing that has one."""
    table = read_table(__file__, "leading.toml")
    words = sorted(word for own in table.values() for word in own["words"])
    return re.compile(rf"(?:\b(?i:{'|'.join(words)})|[^\sa-zß-ÿ,;])\s*\Z")


def is_torn(text: str, above: int, below: int) -> bool:
    """Tell whether a sentence goes on from one place to another, behind a page mark there."""
    rest = text[below : below + NEAR]
    mark = MARK.match(rest)
    is_open = _OPEN.search(text[max(0, above - _LAST) : above]) is not None
    return is_open and _CONTINUES.match(rest, mark.end() if mark else 0) is not None


def is_in_the_way(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence goes on behind a number that no word before it leads to."""
    above = text[max(0, start - _FAR) : start]
    return _GOES_ON.match(text, end) is not None and _leading().search(above) is None
