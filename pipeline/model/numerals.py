"""Roman numerals, read and written."""

from __future__ import annotations

import re
from collections.abc import Mapping

_VALUES: Mapping[str, int] = {
    "i": 1, "j": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000,
}  # fmt: skip
_WRITTEN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Without ASCII, letters of Turkish would be small and capital forms of I.
_WELL_FORMED = re.compile(
    "(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE | re.ASCII
)


def roman_value(numeral: str) -> int | None:
    """Give the value of a Roman numeral below 4000, in large or small letters."""
    return sum_of_roman(numeral) if _WELL_FORMED.fullmatch(numeral) else None


def sum_of_roman(letters: str) -> int:
    """Add up the letters of a numeral, those before a greater one taken off (``iiij`` is 4)."""
    values = [_VALUES[letter] for letter in letters.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def roman(number: int) -> str:
    """Write a number, which is none below 0, as a Roman numeral in small letters."""
    written = ""
    for value, letters in _WRITTEN:
        times, number = divmod(number, value)
        written += letters * times
    return written
