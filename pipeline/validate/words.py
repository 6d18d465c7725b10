"""What elements and attributes are called where a message speaks of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from pipeline.model.tables import read_table

_LONGEST = 60

_Wordings: TypeAlias = dict[str, dict[str, str]]


@cache
def _words() -> _Wordings:
    return read_table(__file__, "words.toml")


def element(name: str) -> str:
    """Name an element: ``page break (pb)``."""
    word = _words()["elements"].get(name)
    return f"{word} ({name})" if word else f"“{name}”"


def elements(names: Iterable[str]) -> str:
    """Name several elements, one of which is wanted."""
    named = [element(name) for name in names]
    return " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)


def is_known(name: str) -> bool:
    """Tell whether the encoding has an element of that name."""
    return name in _words()["elements"]


def value(element_name: str, attribute: str) -> str:
    """Say what an attribute must hold, or nothing where only the schema knows."""
    values = _words()["values"]
    return values.get(f"{element_name}/@{attribute}") or values.get(f"@{attribute}", "")


def excerpt(text: str) -> str:
    """Give ``text`` in quotes, no longer than a message bears."""
    shown = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return f"“{shown}”"
