"""The rules whose findings stay as bad as they are, whatever an edition says."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("fixed.toml")


def is_fixed(code: str) -> bool:
    """Tell whether findings of the rule ``code`` can be neither lowered nor let stand."""
    families, codes, free = fixed()
    return (code[:1] in families and code not in free) or code in codes


@cache
def fixed() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give the families, by their letter, the single codes, and those of the families left out."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return frozenset(table["families"]), frozenset(table["codes"]), frozenset(table["free"])
