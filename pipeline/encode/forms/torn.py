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


# What leads to a number of the text, or to the name of a thing that has one.
_LEADS = re.compile(
    r"(?:\b(?i:about|above|after|all|and|approximately|are|art|article|as|at|atque|auf|aux?|ante|before"
    r"|below|between|bis|but|by|ca|cf|chapter|ces|circa|clause|das|de|dem|den|der|des|die|due|du|each"
    r"|ein|einer|en|et|etwa|every|exceeding|exceeds|first|following|for|from|had|has|have|her|his|i|im|in|is|item"
    r"|la|last|le|les|least|line|me|mir|mit|more|most|my|nach|nearly|next|no|note|nr|number|nur|oder"
    r"|of|on|only|or|other|ou|our|over|para(?:graph)?s?|part|per|plus|point|pour|que|roughly|says?"
    r"|section|see|sind|some|sub|than|that|the|their|these|this|those|through|till|to|um|und|under|until"
    r"|up|upon|von|vor|was|were|with|within|your|zu|zum|zwischen|à|über)|[^\sa-zß-ÿ,;])\s*\Z"
)
_GOES_ON = re.compile(r"\s*(?!(?:of|des?|der|du)\b)[a-zß-ÿ]")
_FAR = 20


def is_in_the_way(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence goes on behind a number that no word before it leads to."""
    above = text[max(0, start - _FAR) : start]
    return _GOES_ON.match(text, end) is not None and _LEADS.search(above) is None


_LAST = 4
