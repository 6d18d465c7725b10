"""The bars of an ISBN as EAN-13 (ISO/IEC 15420): which modules are dark."""

from __future__ import annotations

from itertools import groupby

_EAN = len("9780306406157")
# The figures to the right, and which of those to the left are read from their end, by the first.
_RIGHT = (
    "1110010", "1100110", "1101100", "1000010", "1011100",
    "1001110", "1010000", "1000100", "1001000", "1110100",
)  # fmt: skip
_LEFT = str.maketrans("01", "10")
_PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG",
    "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL",
)  # fmt: skip
_EDGE, _MIDDLE = "101", "01010"
# Where the bars of the edges and the middle stand, which are longer.
_GUARDS = (range(3), range(45, 50), range(92, 95))


def ean_of(isbn: str) -> str:
    """Give the thirteen figures of an ISBN; one of ten is 978 and its first nine."""
    figures = isbn.replace("-", "").replace(" ", "")
    if len(figures) == _EAN:
        return figures
    body = f"978{figures[:9]}"
    weighted = sum(int(one) * (1, 3)[place % 2] for place, one in enumerate(body))
    return f"{body}{-weighted % 10}"


def bars(ean: str) -> list[tuple[int, int, bool]]:
    """Give where each bar begins and how wide it is, in modules, and whether it is a longer one."""
    figures = [int(one) for one in ean]
    left = (_left(one, way) for one, way in zip(figures[1:7], _PARITY[figures[0]], strict=True))
    right = (_RIGHT[one] for one in figures[7:])
    modules = "".join((_EDGE, *left, _MIDDLE, *right, _EDGE))
    found, place = [], 0
    for dark, run in groupby(modules):
        width = len(list(run))
        if dark == "1":
            found.append((place, width, any(place in guard for guard in _GUARDS)))
        place += width
    return found


def _left(figure: int, way: str) -> str:
    return _RIGHT[figure].translate(_LEFT) if way == "L" else _RIGHT[figure][::-1]
