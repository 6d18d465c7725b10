"""The figures of a row of bars, read as a scanner reads them (ISO/IEC 15420)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, starmap
from typing import NamedTuple


class PrintedBar(NamedTuple):
    """A bar: where it begins and ends, in points."""

    left: float
    right: float


# How wide bars and spaces of each figure are, one after the other, in modules.
_WIDTHS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
# Which of the six figures at the left are read backwards, for each figure before them.
_BACKWARDS = ("", "245", "235", "234", "145", "125", "123", "135", "134", "124")
_MODULES = 95
_EDGE, _MIDDLE = "111", "11111"


def figures_of(bars: Sequence[PrintedBar]) -> str:
    """Give the thirteen figures, or what is wrong with the bars."""
    if not bars:
        return ""
    module = (bars[-1].right - bars[0].left) / _MODULES
    spaces = starmap(lambda one, other: other.left - one.right, pairwise(bars))
    wide = [bars[0].right - bars[0].left]
    for space, bar in zip(spaces, bars[1:], strict=True):
        wide += (space, bar.right - bar.left)
    widths = "".join(str(round(one / module)) for one in wide)
    halves = widths[3:27], widths[32:56]
    if "".join((_EDGE, halves[0], _MIDDLE, halves[1], _EDGE)) != widths:
        return "no edges"
    left, right = ([half[at : at + 4] for at in range(0, 24, 4)] for half in halves)
    found, backwards = "", ""
    for place, one in enumerate(left):
        if one not in _WIDTHS:
            backwards += str(place)
        found += _figure(one if one in _WIDTHS else one[::-1])
    found += "".join(map(_figure, right))
    return (str(_BACKWARDS.index(backwards)) if backwards in _BACKWARDS else "?") + found


def _figure(widths: str) -> str:
    return str(_WIDTHS.index(widths)) if widths in _WIDTHS else "?"
