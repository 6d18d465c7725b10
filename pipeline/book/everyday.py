"""Characters that every typeface of a book has, so that most texts need no further check."""

from __future__ import annotations

import re

# The soft hyphen is not among them, since it may not be seen.
EVERYDAY = frozenset(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180)])
) | frozenset("‐–—‘’‚“”„†‡•…′″‹›⅓⅔⅛⅜⅝⅞")

_OTHER = re.compile(f"[^\n{re.escape(''.join(sorted(EVERYDAY)))}]")


def is_everyday(text: str) -> bool:
    """Tell whether ``text`` holds nothing but such characters and line ends."""
    return _OTHER.search(text) is None
