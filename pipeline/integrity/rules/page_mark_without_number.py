"""P108: a page mark has no number, or one that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.diagnostics import Finding
from pipeline.integrity.scope import Scope

_PAGE = re.compile(r"\[Page ?(?:[?._-]{0,3}|[0-9]{0,4}[lIOoSB?][0-9lIOoSB?]{0,4})\]", re.ASCII)


def check(scope: Scope) -> Iterator[Finding]:
    """A page mark has no number, or one that cannot be read.

    It is taken for text and printed; the page begins nowhere.

    Example: ``[Page ]``, ``[Page ?]`` or ``[Page l2]`` with the letter l.

    To mend it, write the number of the page into the bracket.
    """
    for match in _PAGE.finditer(scope.reading.text):
        yield Finding(
            scope.reading.span(*match.span()),
            f"{match.group()!a} looks like a page mark without a number",
            "write the number of the page into the bracket, as [Page 12]",
        )
