"""Where the pictures of the pages of the printed source are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAGE = re.compile(r"\{page(?::0([1-9]))?\}")


@dataclass(frozen=True, slots=True)
class PageImages:
    """Names the picture of a page: a path from the folder of the edition, or an address.

    In ``pattern``, ``{page}`` is its number, or ``{page:04}`` with zeros before it; ``known`` are
    the pictures of single pages by their numbers, those in brackets with them or without.
    """

    pattern: str = ""
    known: tuple[tuple[str, str], ...] = ()

    def of(self, number: str) -> str:
        """Give the picture of a page; nothing where none is named."""
        plain = number.strip("[]")
        by_pattern = _PAGE.sub(lambda found: plain.zfill(int(found[1] or 0)), self.pattern)
        known = dict(self.known)
        return known.get(number) or known.get(plain, by_pattern)


def is_address(name: str) -> bool:
    """Tell whether a picture is elsewhere: it is linked, and never fetched.

    No other scheme is, as ``javascript://``, which a TEI file from a stranger may name.
    """
    return name.startswith(("https://", "http://"))
