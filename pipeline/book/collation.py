"""The order of names in an alphabet: the Unicode Collation Algorithm, and what languages change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from pipeline.model.tables import read_table

T = TypeVar("T")

# Sorts behind all letters.
_BEHIND = "\U0010fffd"


def in_order(items: Iterable[T], name: Callable[[T], str], language: str) -> list[T]:
    """Sort ``items`` by their names in the alphabet of ``language``, a tag of BCP 47."""
    letters, sort_key = _letters(language.partition("-")[0].lower()), _collator().sort_key
    return sorted(items, key=lambda item: sort_key(name(item).translate(letters)))


@cache
def _collator() -> Any:  # noqa: ANN401 - pyuca has no types
    from pyuca import Collator  # noqa: PLC0415 - reads a table for 130 ms, which few books need

    return Collator()


@cache
def _letters(language: str) -> dict[int, str]:
    """Give for each letter with a place of its own what sorts there."""
    table = read_table(__file__, "collation.toml")
    rows = table.get(language, [])
    return {
        ord(case(letter)): case(after) + _BEHIND * place
        for after, *letters in rows
        for place, letter in enumerate(letters, 1)
        for case in (str.lower, str.upper)
    }
